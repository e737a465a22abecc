"""Names of persons (人名) by their form: a surname and one or two characters, close or letter-spaced."""

from __future__ import annotations

import re

SURNAMES = (
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾萧蕭肖田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇"
    "吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱丘侯江尹薛闫閻阎雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴"
    "严嚴莫孔向常汤湯康易乔喬赖賴庞龐樊兰蘭殷施洪翟安颜顏倪牛温溫芦季俞章鲁魯葛毕畢聂聶焦左柳辛甘祝包宁寧符阮欧歐柯管裴涂焉纪紀舒霍游祁"
    "尚耿路詹关關凌费費鲍鮑岳谷屈解华華冷项項单單柴苗齐齊车車盛童娄婁曲穆应應明苑卓蒲冉尤闵閔"
)
DOUBLE = "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|司徒|夏侯|皇甫|尉迟|公孙|公孫|令狐|慕容|端木"
GIVEN = r"[\u4e00-\u9fff]"
NAME = re.compile(
    rf"(?:(?:{DOUBLE})[ 　]?{GIVEN}{{1,2}}|[{SURNAMES}](?:{GIVEN}{{1,2}}|[ 　]{{1,3}}{GIVEN}(?:[ 　]{{0,2}}{GIVEN})?))"
)
OTHER = re.compile(r"[\u4e00-\u9fff]{1,8}[·•・][\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8})?")  # 阿不都·热合曼
NO_NAME = re.compile(
    r"[的了是在不有这這那哪么麼吗嗎呢吧和与與从從到对對来來去上下中内內们們]|"
    r"^(?:高[兴興山度潮]|方[向法案便]|马[上路]|馬[上路]|周[末年边邊]|金[秋色钱]|白[雪天云雲色]|石[头頭]|江[山南水]|黄[昏河金]|黃[昏河金]|安[全静靜]|"
    r"常[识識常]|温[暖馨]|明[天日月年]|万[里物]|章[节程]|路[上口]|单[位]|关[于注]|田[野园]|夏[天日夜]|应[该]|成[功]|何[时处]|管[理]|游[客记]|宁[静可]|"
    r"尚未|解[放决读]|包[括]|任[务何]|向[前]|左右|童年|华[夏人]|施工|康[复庄]|余[下]|于是|季[节]|易[于]|史[记诗]|谷[雨]|项[目]|龙[舟灯年])"
)


def named(words: str) -> bool:
    """Is it a person's name, and nothing else?

    >>> [named(w) for w in ("林小雨", "陆　瑶", "欧阳静远", "高兴", "热爱生活", "张三的歌")]
    [True, True, True, False, False, False]
    """
    words = words.strip()
    return bool(NAME.fullmatch(words) or OTHER.fullmatch(words)) and not NO_NAME.search(words)
