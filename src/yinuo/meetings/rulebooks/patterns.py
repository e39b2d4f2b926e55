"""What formal matters, amounts of money and empty phrases look like in Chinese sentences (M17, M40)."""

import re

from ..words.online import Formal

FORMAL = {
    Formal.ADMISSION: re.compile(
        "接收[^，。；]{0,8}预备党员|预备党员[^，。；]{0,6}转正"
        "|发展对象[^，。；]{0,6}(?:通过|表决|票决)|入党[^，。；]{0,4}(?:表决|票决|通过)"
    ),
    Formal.DISCIPLINE: re.compile(
        "(?:党纪|纪律|警告|严重警告|留党察看)[^，。；]{0,4}处分|开除党籍|不合格党员[^，。；]{0,4}处置"
    ),
    Formal.ELECTION: re.compile(
        "(?:换届|差额|等额|无记名)?选举(?!法|工作条例)|选出[^，。；]{0,8}(?:书记|委员|代表)|补选"
    ),
    Formal.REVIEW: re.compile("民主测评|评议[^，。；]{0,6}(?:投票|打分|测评|测票)|评定等次"),
    Formal.VOTE: re.compile("表决|投票|票决|举手通过|接龙(?:同意|通过)"),
}
MONEY = re.compile(r"[0-9０-９一二两三四五六七八九十百千]+\s*(?:元|块|角)|[¥￥]\s*[0-9]")
EMPTY_WORDS = re.compile(
    "圆满成功|取得圆满|深受好评|受到一致好评|反响热烈|意义重大|提高了认识|效果良好|顺利完成|积极参与"
)
BREAKS = re.compile(r"[\s，。、！；]")
