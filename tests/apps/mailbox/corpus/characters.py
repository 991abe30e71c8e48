"""Character sets, encoded words, names of people and of files."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Iterator

from tests.apps.mailbox.corpus.base import Sample, file, mail, part, plain, several

TEXTS = {
    "utf-8": ("Mae'r tŷ yn llaith, £40 a wariais – diolch", "tŷ"),
    "us-ascii": ("The roof leaks, please come", "leaks"),
    "iso-8859-1": ("Über das Dach läuft Wasser, £40", "läuft"),
    "iso-8859-2": ("Brak ogrzewania, proszę pomóc, łazienka", "proszę"),
    "iso-8859-9": ("Kalorifer çalışmıyor, lütfen gelin", "çalışmıyor"),
    "iso-8859-15": ("J'ai payé 40 € pour rien", "€"),
    "iso-8859-7": ("Δεν έχουμε θέρμανση", "θέρμανση"),
    "iso-8859-8": ("אין חימום בבית", "חימום"),
    "windows-1250": ("Okno nie zamyka się, źle śpię", "śpię"),
    "windows-1251": ("Отопление не работает", "Отопление"),
    "windows-1252": ("It’s “urgent” – £40 spent…", "“urgent”"),
    "windows-1253": ("Δεν έχουμε νερό", "νερό"),
    "windows-1254": ("Su sızıntısı var, ışık yok", "sızıntısı"),
    "windows-1255": ("יש נזילה במטבח", "נזילה"),
    "windows-1256": ("لا توجد تدفئة في المنزل", "تدفئة"),
    "windows-1257": ("Neveikia šildymas, ačiū", "šildymas"),
    "windows-1258": (
        "Nhà không có nước nóng".replace("à", "a").replace("ướ", "uo").replace("ó", "o").replace("ô", "ô"),
        "không",
    ),
    "koi8-r": ("Крыша протекает", "протекает"),
    "koi8-u": ("Дах протікає", "протікає"),
    "gb2312": ("暖气坏了请尽快修理", "暖气坏了"),
    "gbk": ("屋顶漏水已經三周", "漏水"),
    "gb18030": ("窗户关不上㐀，很冷", "窗户关不上"),
    "big5": ("沒有暖氣請幫忙", "暖氣"),
    "shift_jis": ("暖房が壊れています", "壊れて"),
    "euc-jp": ("屋根から水が漏れます", "水が漏れ"),
    "iso-2022-jp": ("お湯が出ません", "お湯が出"),
    "euc-kr": ("난방이 안 됩니다", "난방이"),
    "ks_c_5601-1987": ("지붕이 샙니다", "지붕이"),
    "iso-2022-kr": ("물이 샙니다", "물이"),
    "tis-620": ("เครื่องทำความร้อนเสีย", "ความร้อน"),
    "utf-16": ("Das Dach ist undicht – bitte kommen", "undicht –"),
    "utf-16le": ("Ogrzewanie nie działa – proszę", "działa –"),
    "utf-16be": ("Ogrzewanie nie działa – proszę", "działa –"),
    "utf-32": ("The stairs are dark – twice", "dark –"),
    "utf-7": ("Gas leak reported – £0 done", "£0 done"),
    "cp850": ("Der Müll wird nicht geholt", "Müll"),
    "cp437": ("Mañana no hay agua", "Mañana"),
    "macintosh": ("L’eau est coupée à la cuisine", "coupée"),
    "hz-gb-2312": ("没有热水", "没有热水"),
}
PYTHON = {"macintosh": "mac-roman", "ks_c_5601-1987": "cp949", "hz-gb-2312": "hz", "gb2312": "gb2312"}
LIES = {
    "windows-1252 called iso-8859-1": ("It’s “cold” – £40", "cp1252", "iso-8859-1", "“cold”"),
    "windows-1252 called us-ascii": ("It’s “damp” – £40", "cp1252", "us-ascii", "“damp”"),
    "utf-8 called iso-8859-1": ("The tŷ costs £40", "utf-8", "iso-8859-1", "£40"),
    "utf-8 called us-ascii": ("Zażółć gęślą jaźń", "utf-8", "us-ascii", "gęślą"),
    "windows-1252 called utf-8": ("I paid £40 for a plumber’s visit", "cp1252", "utf-8", "£40"),
    "utf-8 called nothing": ("Costs £40 – again", "utf-8", "", "£40 – again"),
    "utf-8 called unknown-8bit": ("Costs £50 – again", "utf-8", "unknown-8bit", "£50 – again"),
    "utf-8 called x-nonsense": ("Costs £60 – again", "utf-8", "x-nonsense-9", "£60 – again"),
    "utf-8 called rot13": ("Costs £70 – again", "utf-8", "rot13", "£70 – again"),
    "utf-8 called base64": ("Costs £80 – again", "utf-8", "base64", "£80 – again"),
    "utf-8 called unicode_escape": ("Costs £90 – again", "utf-8", "unicode_escape", "£90 – again"),
    "utf-8 called utf-16": ("Costs £95 – again and again", "utf-8", "utf-16", "£95 – again"),
    "gbk called gb2312": ("屋頂漏水喆", "gb18030", "gb2312", "漏水喆"),
    "utf-16 called utf-8": ("The door is broken", "utf-16-le", "utf-8", "The door is broken"),
    "utf-16 with a mark called iso-8859-1": ("The lock is broken", "utf-16", "iso-8859-1", "The lock is broken"),
    "utf-8 with a mark": ("\ufeffThe lift is stuck", "utf-8", "utf-8", "The lift is stuck"),
    "iso-2022-jp called us-ascii": ("水漏れです", "iso-2022-jp", "us-ascii", "水漏れ"),
    "charset with quotes and a language": ("Costs £15", "utf-8", "\"utf-8'en'\"", "£15"),
    "charset of a thousand letters": ("Costs £16", "utf-8", "x" * 1000, "£16"),
}


def bodies() -> Iterator[Sample]:
    """A text in each character set, as it is and as base64; and texts whose label is wrong."""
    for charset, (text, word) in TEXTS.items():
        body = text.encode(PYTHON.get(charset, charset))
        for way in ("8bit", "base64"):
            raw = mail(part(f"text/plain; charset={charset}", body, way), name=way)
            yield Sample(f"{charset} as {way}", raw, words=(word,), answered=True)
    for name, (text, real, said, word) in LIES.items():
        kind = f"text/plain; charset={said}" if said else "text/plain"
        yield Sample(name, mail(part(kind, text.encode(real), "8bit")), words=(word,))
    broken = "The bathroom wall is covered in mould, £40 spent — and again £50".encode()[:-1] + b"\xc3"
    yield Sample(
        "utf-8 with one broken letter", mail(part("text/plain; charset=utf-8", broken)), words=("£40", "mould")
    )
    yield Sample("NUL in the text", mail(part("text/plain", b"No\0 heat\0ing")), words=("No heating",), absent=("\0",))
    yield Sample(
        "escape codes in the text",
        mail(part("text/plain", b"Cold \x1b[2Jflat \x07")),
        words=("flat",),
        absent=("\x1b",),
    )
    yield Sample("invisible and turning letters", mail("Da\u200bmp\u202e wall\u2066s"), words=("Damp walls",))
    yield Sample(
        "joiners of Urdu and emoji stay", mail("می\u200cخواہم 👨\u200d👩"), words=("می\u200cخواہم", "👨\u200d👩")
    )
    yield Sample(
        "lone carriage returns",
        mail(part("text/plain", b"No heat.\rNo water.\rNo reply.")),
        words=("No heat.\nNo water.",),
    )
    yield Sample(
        "line separators of other worlds", mail("Mould\u2028Damp\u0085Rats\vMice"), words=("Mould\nDamp\nRats\nMice",)
    )
    yield Sample(
        "quoted-printable with broken escapes",
        mail(
            part("text/plain", b"Co=ZZld =C2=A340 =\r\nflat=", "").replace(
                b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", 1
            )
        ),
        words=("£40", "flat"),
    )


SUBJECTS = {
    "q words": ("=?iso-8859-1?Q?K=E4lte_im_Bad?=", "Kälte im Bad"),
    "b words": ("=?UTF-8?B?RGltIGd3cmVz?=", "Dim gwres"),
    "letter cut between words": (
        "=?utf-8?B?"
        + base64.b64encode("tŷ".encode()[:2]).decode()
        + "?=\r\n =?utf-8?B?"
        + base64.b64encode("tŷ".encode()[2:]).decode()
        + "?=",
        "tŷ",
    ),
    "words without a space between": ("=?utf-8?Q?No_?==?utf-8?Q?heat?=", "No heat"),
    "two character sets": ("=?iso-8859-2?Q?pros=EA?= =?utf-8?Q?_=C5=82azienka?=", "prosę łazienka"),
    "words inside quotes": ('"=?utf-8?Q?No_heat?="', '"No heat"'),
    "words inside words": ("=?utf-8?B?" + base64.b64encode(b"=?utf-8?Q?No_heat?=").decode() + "?=", "No heat"),
    "spaces inside a word": ("=?utf-8?Q?No heat at all?=", "No heat at all"),
    "base64 without padding": ("=?utf-8?B?Tm8gaGVhdA?=", "No heat"),
    "base64 with a stray letter": ("=?utf-8?B?Tm8gaGVhdA==x?=", None),
    "unknown character set": ("=?x-unknown?Q?No_heat?=", "No heat"),
    "character set with a language": ("=?utf-8*en?Q?No_heat?=", "No heat"),
    "never ended": ("=?utf-8?Q?No_heat", "=?utf-8?Q?No_heat"),
    "nothing in it": ("=?utf-8?Q??=", ""),
    "question marks inside": ("=?utf-8?Q?Why??=", "Why?"),
    "raw utf-8": ("Dim gwres yn y tŷ".encode(), "Dim gwres yn y tŷ"),
    "raw windows-1252": ("Cold – £40".encode("cp1252"), "Cold – £40"),
    "raw gb18030 in a word": (b"=?gb2312?B?" + base64.b64encode("暖气坏了".encode("gb18030")) + b"?=", "暖气坏了"),
    "iso-2022-jp": (b"=?ISO-2022-JP?B?" + base64.b64encode("お湯".encode("iso-2022-jp")) + b"?=", "お湯"),
    "folded in the middle of a word": ("No\r\n heating\r\n\tat all", "No heating at all"),
    "an injected header": ("=?utf-8?Q?No_heat=0D=0ABcc:_all@x.example?=", "No heat Bcc: all@x.example"),
    "NUL in the subject": ("=?utf-8?Q?No=00_heat?=", "No heat"),
    "right to left override": ("No =?utf-8?B?4oCu?=heat", "No heat"),
    "tags that cannot be seen": ("No heat\U000e0041\U000e0042", "No heat"),
    "twenty thousand letters": ("cold " * 4000, None),
    "a thousand words": ("=?utf-8?Q?c?= " * 1000, None),
    "emoji": ("=?utf-8?Q?=F0=9F=A5=B6_cold?=", "🥶 cold"),
    "empty": ("", ""),
    "only spaces": ("     ", ""),
}


def subjects() -> Iterator[Sample]:
    """Subjects as they come."""
    for name, (value, subject) in SUBJECTS.items():
        yield Sample(f"subject: {name}", mail(name=name, Subject=value), subject=subject, words=("boiler",))
    raw = mail(name="two").replace(b"Subject:", b"Subject: The first\r\nSubject:", 1)
    yield Sample("subject twice", raw, subject="The first")
    yield Sample("no subject", mail(name="none", leave=("Subject",)), subject="")


PEOPLE = {
    "plain address": ("mair@post.example", "mair@post.example", ""),
    "capitals": ("Mair <Mair.Prosser@POST.example>", "mair.prosser@post.example", "Mair"),
    "comma in a quoted name": ('"Prosser, Mair" <mair@post.example>', "mair@post.example", "Prosser, Mair"),
    "comma in a bare name": ("Prosser, Mair <mair@post.example>", "mair@post.example", "Mair"),
    "escaped quotes": ('"Mair \\"Maz\\" P" <mair@post.example>', "mair@post.example", 'Mair "Maz" P'),
    "name behind the address": ("mair@post.example (Mair Prosser)", "mair@post.example", "Mair Prosser"),
    "encoded name": ("=?utf-8?Q?T=C5=B7_Mair?= <mair@post.example>", "mair@post.example", "Tŷ Mair"),
    "encoded name with a comma": (
        "=?utf-8?Q?Prosser=2C_Mair?= <mair@post.example>",
        "mair@post.example",
        "Prosser, Mair",
    ),
    "encoded name in quotes": ('"=?utf-8?Q?T=C5=B7?=" <mair@post.example>', "mair@post.example", "Tŷ"),
    "raw 8-bit name": ("Tŷ <mair@post.example>".encode(), "mair@post.example", "Tŷ"),
    "address as the name": ('"mair@post.example" <mair@post.example>', "mair@post.example", ""),
    "another address as the name": (
        '"help@ombudsman.example" <mair@post.example>',
        "mair@post.example",
        "help@ombudsman.example",
    ),
    "quotes inside the brackets": ("<'mair@post.example'>", "mair@post.example", ""),
    "spaces inside the brackets": ("Mair < mair@post.example >", "mair@post.example", "Mair"),
    "brackets never closed": ("Mair <mair@post.example", "mair@post.example", "Mair"),
    "double brackets": ("Mair <<mair@post.example>>", "mair@post.example", "Mair"),
    "two senders": ("mair@post.example, tom@post.example", "mair@post.example", ""),
    "plus and apostrophe": ("o'neill+home@post.example", "o'neill+home@post.example", ""),
    "letters outside ASCII": ("用户@例子.example".encode(), "用户@例子.example", ""),
    "override in the name": ("M\u202eair <mair@post.example>".encode(), "mair@post.example", "Mair"),
    "a route": ("<@relay.example:mair@post.example>", "mair@post.example", ""),
    "a group": ("Family: mair@post.example;", "mair@post.example", ""),
    "no address at all": ("Mair Prosser", "", "Mair Prosser"),
}


def people() -> Iterator[Sample]:
    """Senders and recipients as they come."""
    for name, (value, email, called) in PEOPLE.items():
        raw = mail(name=name, From=value, leave=("Return-Path",))
        yield Sample(f"from: {name}", raw, sender=email, called=called, answered=bool(email))
    yield Sample(
        "no sender but an envelope",
        mail(name="env", leave=("From",)),
        sender="mair@post.example",
        problem="who sent it",
    )
    yield Sample("no sender at all", mail(name="nobody", leave=("From", "Return-Path")), sender="", answered=False)
    yield Sample("no headers at all", b"\r\nNo heating again\r\n", sender="", words=("No heating again",))
    yield Sample("sent on behalf", mail(name="s", Sender="office@mp.example"), sender="mair@post.example")
    raw = mail(name="two").replace(b"From:", b"From: First <first@post.example>\r\nFrom:", 1)
    yield Sample("from twice", raw, sender="first@post.example", problem="more than once")
    to = "complaints+nh-2026-000123-k7qf9m2x03ta@landlord.example"
    yield Sample("the case's address in Cc", mail(name="cc", Cc=f"Someone <{to.upper()}>"), to=(to,))
    yield Sample("the case's address in Delivered-To", mail(name="dt", Delivered_To=to), to=(to,))
    yield Sample("the case's address in X-Original-To", mail(name="xo", X_Original_To=to), to=(to,))
    yield Sample("the case's address in Envelope-To", mail(name="et", Envelope_To=to), to=(to,))
    yield Sample(
        "the case's address only in Received",
        mail(
            name="rc",
            To="undisclosed-recipients:;",
            Received=f"from a (b [192.0.2.1]) by c with ESMTP id 1 for <{to}>; {'Mon, 09 Nov 2026 09:30:00 +0000'}",
        ),
        to=(to,),
    )
    many = ", ".join(f"r{n}@many.example" for n in range(300))
    yield Sample("three hundred recipients", mail(name="m", Cc=many), to=("r0@many.example", "r200@many.example"))
    yield Sample("ten thousand open quotes", mail(name="q", Cc='"\\' * 10000), words=("boiler",))


NAMES = {
    "plain": ('filename="damp.jpg"', "damp.jpg"),
    "without quotes": ("filename=damp wall.jpg", "damp wall.jpg"),
    "percent coded": ("filename*=utf-8''t%C5%B7.jpg", "tŷ.jpg"),
    "percent coded with a language": ("filename*=utf-8'cy't%C5%B7.jpg", "tŷ.jpg"),
    "in pieces": ('filename*0="damp "; filename*1="wall.jpg"', "damp wall.jpg"),
    "in coded pieces": ("filename*0*=utf-8''t%C5; filename*1*=%B7; filename*2=.jpg", "tŷ.jpg"),
    "pieces in the wrong order": ('filename*1="wall.jpg"; filename*0="damp "', "damp wall.jpg"),
    "both ways": ("filename=\"t_.jpg\"; filename*=utf-8''t%C5%B7.jpg", None),
    "encoded word": ('filename="=?utf-8?Q?t=C5=B7.jpg?="', "tŷ.jpg"),
    "two encoded words": ('filename="=?utf-8?Q?damp?=\r\n =?utf-8?Q?_wall.jpg?="', "damp wall.jpg"),
    "raw letters": ('filename="tŷ.jpg"', "tŷ.jpg"),
    "unknown character set": ("filename*=x-none''damp%20wall.jpg", "damp wall.jpg"),
    "folders": ('filename="../../etc/damp.jpg"', "damp.jpg"),
    "folders of Windows": ('filename="C:\\\\Users\\\\me\\\\damp.jpg"', "damp.jpg"),
    "right to left override": ('filename="photo\u202egpj.exe"', "photogpj.exe"),
    "NUL": ("filename*=utf-8''damp%00.jpg", "damp.jpg"),
    "line break": ("filename*=utf-8''damp%0D%0AX-Evil:%201.jpg", "damp X-Evil_ 1.jpg"),
    "only dots": ('filename="..."', "attachment.jpg"),
    "empty": ('filename=""', "attachment.jpg"),
    "no ending": ('filename="IMG_0001"', "IMG_0001.jpg"),
    "semicolon in quotes": ('filename="damp; wall.jpg"', "damp; wall.jpg"),
    "quotes never closed": ('filename="damp.jpg', "damp.jpg"),
    "signs no disk takes": ('filename="damp: 1/2?.jpg"', "2_.jpg"),
    "three hundred letters": (f'filename="{"d" * 300}.jpg"', f"{'d' * 100}.jpg"),
}


def files() -> Iterator[Sample]:
    """Files whose names are written in every way there is."""
    for name, (said, expected) in NAMES.items():
        attached = part("image/jpeg", b"\xff\xd8 picture", "base64", Content_Disposition=f"attachment; {said}")
        raw = mail(several("mixed", plain("See the photo"), attached), name=name)
        yield Sample(f"file name: {name}", raw, words=("See the photo",), files=(expected,) if expected else None)
    raw = mail(several("mixed", plain("Two photos"), file("image.jpg"), file("image.jpg", body=b"another")))
    yield Sample("two files of one name", raw, files=("image.jpg", "image (2).jpg"))
    named = part("image/jpeg; name*=utf-8''t%C5%B7.jpg", b"x", "base64")
    yield Sample("file name only in the type", mail(several("mixed", plain("One photo"), named)), files=("tŷ.jpg",))
    quoted = part(
        "text/plain; charset=utf-8", quopri.encodestring("Tŷ llaith".encode()), "", Content_Disposition="inline"
    )
    quoted = quoted.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: Quoted-Printable \r\n\r\n", 1)
    yield Sample("inline text is text", mail(several("mixed", quoted)), words=("Tŷ llaith",), files=())


def samples() -> Iterator[Sample]:
    """All of them."""
    for group in (bodies, subjects, people, files):
        yield from group()
