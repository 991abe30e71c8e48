"""Words by which programs give themselves away. Words alone never decide (kinds.py, bounces.py).

One pattern a line; a space stands for any white space.
"""

from __future__ import annotations

import re


def _any(patterns: str) -> str:
    """One pattern for any of the lines. Lines that begin with # are headings."""
    lines = [line.strip() for line in patterns.split("\n")]
    return "|".join(line.replace(" ", r"\s+") for line in lines if line and not line.startswith("#"))


AUTOMATIC = _any(
    r"""
    automatic reply
    automated reply
    auto(matic)?[-\s]?reply
    auto(matic)?[-\s]?response
    automated response
    auto(matic)?[-\s]?responder
    ateb(iad)? awtomatig
    ymateb awtomatig
    odpowied[zź] automatyczna
    automatyczna odpowied[zź]
    automatinis atsakymas
    r[aă]spuns automat
    automatische antwort
    automatisch antwoord
    r[eé]ponse automatique
    risposta automatica
    respuesta autom[aá]tica
    resposta autom[aá]tica
    خودکار جواب
    رد تلقائي
    الرد التلقائي
    پاسخ خودکار
    תשובה אוטומטית
    otomatik yan[ıi]t
    jawaab otomaatig ah
    স্বয়ংক্রিয় উত্তর
    ਆਟੋਮੈਟਿਕ ਜਵਾਬ
    સ્વચાલિત જવાબ
    स्वचालित उत्तर
    автоматический ответ
    автоответ
    автоматична відповідь
    автоматичен отговор
    automatick[aá] odpov[eě][dď]
    automatikus v[aá]lasz
    αυτόματη απάντηση
    p[eë]rgjigje automatike
    autom[aā]tisk[aā] atbilde
    autosvar
    automatiskt svar
    automatisk svar
    automaattinen vastaus
    自动(回复|答复)
    自動(回覆|返信|応答)
    자동\s*회신
    trả lời tự động
    thư trả lời tự động
    """
)
"""What programs call an answer that nobody wrote, in the languages of mail programs."""
AWAY = _any(
    r"""
    out of (the )?office
    out of office auto(matic)?[-\s]?reply
    vacation( reply)?
    away from (my|the) (office|desk|mail)
    on (annual )?leave
    on holiday
    on vacation
    i am away
    ooo
    acknowledge?ment
    allan o'?r swyddfa
    ar wyliau
    i ffwrdd o'?r swyddfa
    poza biurem
    nieobecno[sś][cć]( w biurze)?
    atostog(os|auju)
    nesu biure
    [iî]n afara biroului
    absent de la birou
    [iî]n concediu
    abwesenheits(notiz|nachricht|benachrichtigung)?
    abwesend
    nicht im (b[uü]ro|haus)
    afwezig(heid)?
    niet aanwezig
    absence( du bureau)?
    absent(e)? du bureau
    en cong[eé]s?
    fuori (sede|ufficio)
    assenza dall'ufficio
    fuera de (la )?oficina
    ausente de la oficina
    de vacaciones
    fora do escrit[oó]rio
    ausente do escrit[oó]rio
    de f[eé]rias
    ausência
    دفتر سے باہر
    رخصت پر
    خارج المكتب
    في إجازة
    خارج از دفتر
    מחוץ למשרד
    ofis d[ıi][sş][ıi]nday[ıi]m
    অফিসের বাইরে
    ਦਫ਼ਤਰ ਤੋਂ ਬਾਹਰ
    कार्यालय से बाहर
    вне офиса
    mimo kancel[aá][rř]
    h[aá]zon k[ií]v[uü]l
    εκτός γραφείου
    poissa
    不在(通知|届)?
    부재중
    """
)
"""What an absence note is called."""
CHALLENGE = _any(
    r"""
    please confirm (your )?(message|e-?mail|delivery)
    confirm (your|you) .{0,40}(message|e-?mail|sender)
    verify (your )?(e-?mail|message)
    verification required
    action required to deliver
    your message (is|has been) (held|quarantined)
    message awaiting approval
    sender verification
    """
)
RECEIVED = _any(
    r"""
    (we have |we've )?received your (e-?mail|message|request|enquiry)
    thank you for (your (e-?mail|message|enquiry)|contacting)
    thanks for (your (e-?mail|message)|contacting)
    your (ticket|case|request|enquiry) .{0,30}(received|created|logged)
    \[(ticket|case|request)\s?#?[\w-]*\d[\w-]*\].{0,40}(received|created|opened|logged)
    mail received
    diolch am (eich|gysylltu)
    rydym wedi derbyn
    """
)
ENDS = r"(?=\s*(?:$|[:\-–—|(,;.!\]/：]|re\b|until\b|bis\b|to\b|from\b))"
"""What may follow such words in a subject: no further word of a sentence."""
AUTOMATIC_SUBJECT = re.compile(rf"^\W*(?:{AUTOMATIC}){ENDS}", re.IGNORECASE)
"""How the subject of an automatic answer begins. `Re:` before it means that a person answered one."""
MACHINE_SUBJECT = re.compile(rf"^\W*(?:(?:{AWAY}){ENDS}|{CHALLENGE}|{RECEIVED})", re.IGNORECASE)
"""How it may begin as well; a person may write so too."""
MACHINE_BODY = re.compile(
    _any(
        r"""
        (i am|i'm|i will be) (currently |now )?(out of (the )?office|on holiday|away from)
        (i am|i'm|i will be) (currently |now )?on (annual |maternity |paternity |sick )?leave
        this is an? (automated|automatic|auto-?generated) (reply|response|message|e-?mail|acknowledge?ment|notification)
        this (message|e-?mail|reply) (was|has been|is) (automatically|auto)\s?-?(generated|sent)
        (do|please do) not reply to this (e-?mail|message)
        no longer (works? (for|at)|employed|with the)
        this mailbox is (not|no longer) (monitored|in use)
        click (on )?the link below to (deliver|release|confirm|complete)
        prove (that )?you are (a )?(human|person)
        spam protection
        rydw i allan o'?r swyddfa
        neges awtomatig yw hon
        ich bin (derzeit |momentan )?(nicht im|abwesend|im urlaub)
        je suis (actuellement )?(absent|en cong)
        estoy (actualmente )?(fuera de|de vacaciones|ausente)
        estou (atualmente )?(fora|de f[eé]rias|ausente)
        jestem (obecnie )?(poza biurem|na urlopie|nieobecn)
        sunt plecat|sunt [iî]n concediu
        (šiuo metu )?(atostogauju|nesu biure)
        میں (اس وقت )?(دفتر سے باہر|چھٹی پر)
        أنا (حاليا |حالياً )?(خارج المكتب|في إجازة)
        non sono in ufficio|sono fuori sede
        """
    ),
    re.IGNORECASE,
)
UNDELIVERED = re.compile(
    _any(
        r"""
        undeliver(ed|able)
        undelivered mail returned to sender
        deliver(y|ing) (status notification \(failure\)|(has )?fail(ed|ure))
        mail delivery (failed|failure|problem)
        (message|mail|e-?mail) (could not|couldn'?t|cannot|can'?t|was not|wasn'?t|has not been) (be )?(delivered|sent)
        (could not|couldn'?t|unable to|can\s?not) (be )?deliver(ed)?
        returned (mail|to sender|message)
        failure notice
        failed delivery
        non\s?-?delivery
        address not found
        recipient address rejected
        (user|mailbox|recipient|account) (is )?(unknown|unavailable|not found|does not exist|disabled|full|over quota)
        no such (user|recipient|mailbox|person)
        message (blocked|rejected|not delivered)
        was rejected by
    blocked by
        permanent (fatal )?error
        this is a permanent error
        could not be delivered to one or more
        wasn'?t delivered to
        unzustellbar
        nicht zugestellt
        non remis
        n'a pas pu [eê]tre (remis|distribu[eé])
        no se (ha podido|pudo) entregar
        no entregado
        n[aã]o (foi poss[ií]vel entregar|entregue)
        nie (mo[zż]na dostarczy[cć]|dostarczon[oay])
        niedostarczon[yae]
        non consegnat[oa]
        mancata consegna
        onbestelbaar
        nepristatyt[aio]s?
        nelivrat
        imposibil de livrat
        teslim edilemedi
        heb ei (ddosbarthu|chyflwyno)
        wedi methu
        недоставлен
        تعذر تسليم
        未送達
        无法投递|退信|配信不能
        """
    ),
    re.IGNORECASE,
)
DELAYED = re.compile(
    _any(
        r"""
        delivery (is |has been )?delayed
        delayed mail
        (message|mail) delayed
        delivery status notification \(delay\)
        delivery incomplete
        not (yet )?been delivered
        (still|will be) (being )?(retr|tr)(ied|ying)
        will (keep|continue) (on )?(re)?trying
        warning: (message|could not send message)
        temporary (problem|failure|error)
        you do not need to resend
        no action is required
        will retry
        """
    ),
    re.IGNORECASE,
)
GIVEN_UP = re.compile(
    _any(
        r"""
        giv(ing|en) up
        permanent
        i'?ve given up
        returned to sender
        will not (be )?(retr|tr)
        retry time (not reached|out)
        failed permanently
        delivery (has )?failed
        (retry )?time\s?out exceeded
        """
    ),
    re.IGNORECASE,
)
