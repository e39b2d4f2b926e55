"""Reading files of buildings: GeoJSON and CSV, Chinese and English headers, UTF-8 and GB18030.

A file with columns about the people of a household is refused by the name of the column.
"""

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

import orjson

from ..kernel.errors import Unfit
from ..kernel.words import _
from . import geometry

LARGEST = 30_000_000
HEADERS = {
    "code": (_("编码"), _("楼栋编码"), _("楼栋代码"), _("楼号编码"), _("编号"), "code", "building_code"),
    "name": (_("名称"), _("地址"), _("楼栋名称"), _("楼栋地址"), _("楼栋"), "name", "address", "building"),
    "households": (_("户数"), _("住户数"), _("居民户数"), _("总户数"), "households", "household_count"),
    "members": (_("党员数"), _("党员人数"), _("党员"), _("居住党员数"), "members", "member_count", "party_members"),
    "compound": (_("小区"), _("小区名称"), _("院落"), _("家属院"), "compound", "estate"),
    "block": (_("街区"), _("街坊"), _("地块"), "block"),
    "longitude": (_("经度"), "longitude", "lng", "lon", "x"),
    "latitude": (_("纬度"), "latitude", "lat", "y"),
    "shape": (_("图形"), _("轮廓"), "shape", "geometry", "geojson"),
}
"""Keys of a row by the headers that mean them."""

KEYS = {name: key for key, names in HEADERS.items() for name in names}
PERSONS = re.compile(
    "姓名|户主|业主|房主|租户|租客|承租|住户名|居民名|联系人|联系方式|电话|手机|身份证|证件|房号|房间|室号|门牌|"
    "单元室|户号|人员|家庭成员|出生|年龄|性别|民族|车牌|微信|邮箱|低保|残疾|病|信访人|重点人|"
    r"phone|mobile|tel\b|id_?card|owner|tenant|resident|person|birth|gender|email|wechat|plate",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(\d+(?:\.0+)?)\s*[户人名个栋]?")


def keys_of(names: Sequence[str]) -> dict[str, str]:
    """Which key each header means; headers that mean nothing here are left out.

    Unfit names a column about the people of a household: nothing of them is to be imported.
    """
    found = {}
    for name in names:
        said = normalize("NFKC", str(name or "")).strip()
        key = KEYS.get(said.lower()) or KEYS.get(re.sub(r"[（(\[].*|\s", "", said).lower())
        if key:
            found[name] = key
        elif PERSONS.search(said):
            raise Unfit(
                _(
                    "文件里有“{name}”这一列。这里只登记楼栋有多少户，不登记住户本人的任何信息，请删去这一列再导入。"
                ).format(name=said[:20]),
                "file",
            )
    return found


def decoded(data: bytes | str) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    if len(data) > LARGEST:
        raise Unfit(_("文件太大（超过30 MB）。请按社区分开导入。"), "file")
    codecs = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for codec in codecs:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise Unfit(_("文件的文字编码读不出来。请另存为UTF-8编码的CSV，再导入。"), "file")


def buildings_from_csv(data: bytes | str) -> list[dict[str, Any]]:
    """Rows of a CSV file, with `row` counted as in a spreadsheet; Unfit when it has no header that we know."""
    text = decoded(data)
    if "\0" in text:
        raise Unfit(_("这不是CSV文件。请在表格软件里另存为CSV，再导入。"), "file")
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",\t;，", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise Unfit(_("这份CSV读不通。请在表格软件里打开，另存为CSV，再导入。"), "file") from None
    at = next((number for number, line in enumerate(lines) if any(cell.strip() for cell in line)), None)
    if at is None:
        raise Unfit(_("文件里没有内容。请检查是不是选错了文件。"), "file")
    keys = keys_of(lines[at])
    check_keys(keys.values())
    columns = [(number, keys[name]) for number, name in enumerate(lines[at]) if name in keys]
    return [
        {"row": number, **{key: line[column] for column, key in reversed(columns) if column < len(line)}}
        for number, line in enumerate(lines[at + 1 :], start=at + 2)
        if any(cell.strip() for cell in line)
    ]


def check_keys(keys) -> None:
    """Unfit without a code, or when two headers mean the same; only a name may also be told by an address."""
    keys = list(keys)
    if "code" not in keys:
        raise Unfit(_("没有找到“楼栋编码”这一列。表头应有：编码、名称、户数、党员数、小区、街区、经度、纬度。"), "file")
    twice = next((key for key in keys if keys.count(key) > 1 and key != "name"), None)
    if twice:
        raise Unfit(_("有两列都是“{name}”，不知道该用哪一列。请只留一列。").format(name=HEADERS[twice][0]), "file")


def buildings_from_geojson(data: bytes | str) -> list[dict[str, Any]]:
    """Rows of a GeoJSON FeatureCollection of points or areas; `row` is the number of the feature."""
    found = geometry.parsed(decoded(data))
    features = found.get("features")
    if found.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise Unfit(_("这不是楼栋的GeoJSON：应该是FeatureCollection，每个Feature是一栋楼。"), "file")
    names: dict[str, None] = {}
    for feature in features:
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            names |= dict.fromkeys(feature["properties"])
    keys = keys_of(list(names))
    check_keys(dict.fromkeys(keys.values()))
    return [_row_of(number, feature, keys) for number, feature in enumerate(features, start=1)]


def _row_of(number: int, feature: Any, keys: dict[str, str]) -> dict[str, Any]:
    """A feature as a row; a shape that cannot be read is told with the row, later."""
    row: dict[str, Any] = {"row": number}
    if not isinstance(feature, dict):
        return row
    properties = feature.get("properties") or {}
    if isinstance(properties, dict):
        row |= {keys[name]: value for name, value in properties.items() if name in keys and value not in (None, "")}
    shape = feature.get("geometry")
    if isinstance(shape, dict) and shape.get("type") == "Point":
        row |= _point_of(shape)
    elif shape:
        row["shape"] = orjson.dumps(shape).decode()
    return row


def _point_of(shape: dict) -> dict[str, str]:
    coordinates = shape.get("coordinates")
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return {}
    return {"longitude": str(coordinates[0]), "latitude": str(coordinates[1])}


def read_number(value: Any, key: str) -> int | None:
    """A whole number from a cell (“120”, “120户”, 120.0); None for an empty one; Unfit for anything else."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    text = normalize("NFKC", str(value)).strip().replace(",", "")
    if re.fullmatch(r"-\d+(\.0+)?", text):
        return int(Decimal(text))
    found = NUMBER.fullmatch(text)
    try:
        return int(Decimal(found[1])) if found else _not_whole(text, key)
    except InvalidOperation:
        return _not_whole(text, key)


def _not_whole(text: str, key: str) -> int:
    raise Unfit(_("{column}“{text}”不是整数。请只填数字。").format(column=HEADERS[key][0], text=text[:20]), key)
