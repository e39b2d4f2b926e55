// The first screen: the route of a round, the days of the community, or both, as the person has them.
import { h, link, notice } from "./dom.js";
import { inChina } from "./model.js";
import { cards } from "./table.js";
import { route } from "./today.js";
import { W } from "./words.js";

export async function home(model, given) {
  if (!model.days.length) return route(model, given);
  const at = model.lastSync && inChina(model.lastSync);
  return {
    title: W.today,
    body: [
      h("h1", {}, W.today), h("h2", {}, W.listeningDays), cards(model),
      model.rounds.length > 0 && [h("h2", {}, W.rounds), h("div", { class: "field-acts" }, model.rounds.map((one) => link(one.round.name, "#/day", { symbol: "route", "data-key": `round-${one.round.id}` })))],
      at && h("p", { class: "quiet small" }, W.freshAt(W.joined([W.date(at.day), at.time]))),
      notice("info", W.tableHint),
    ],
  };
}
