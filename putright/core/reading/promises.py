"""Things that a Code has a policy say, by the words they are usually said in."""

from __future__ import annotations

from collections.abc import Iterator

from putright.core.printed import Said
from putright.core.reading.layout import Document
from putright.core.reading.saying import said_in
from putright.core.reading.words import pattern

_WORDS = {
    "word_not_needed": (
        r"(?:not|n['’]t) (?:have to |need to |need |necessarily )?(?:use|used|using) the word",
        r"\bword \W?complaint\W? (?:does not|doesn['’]t|need not) (?:have to |need to )?be used",
    ),
    "third_parties": (
        r"relatives", r"third[- ]part(?:y|ies)", r"\b(?:from|by) [^.]*(?:their families|a representative)",
        r"their families, or",
        r"(?:make|raise|bring|submit) (?:a|the|your|their) complaint on (?:your|their) behalf",
        r"representative/advocate", r"\ba relative\b", r"\bmade by an? (?:advocate|friend)",
        r"(?:for|to) someone else", r"someone else (?:to|can|may|act)",
        r"somebody else can complain",
        r"friend or relative", r"their representatives",
        r"\b(?:acting|complain|complaining) on (?:your |their )?behalf",
    ),
    "service_requests": (
        r"(?:request for (?:a )?service|service requests?)\b.{0,90}(?:complaint|record(?:ed| it)|procedures?|monitor)",
        r"difference between a (?:complaint|service request)",
        r"(?:call(?:ed)?|classed as) (?:this |it )?(?:a )?service requests?\b",
    ),
    "request_unhappy": (
        r"even if the service request", r"while the work goes on",
        r"(?:not happy|unhappy|dissatisfied) with "
        r"(?:the response to|how we(?: have|['’]ve)? (?:deal|dealt|handled?)(?: with)?)[^.]*(?:request|complain)",
        r"dissatisfaction with[^.]*(?:handling|service request)[^.]*(?:ongoing|complaint)",
    ),
    "surveys": (
        r"survey[^.]*(?:how to complain|pursue this|make a complaint|we tell you how)",
        r"dissatisfaction expressed through surveys", r"make a complaint[^.]*\bsurveys?\b",
    ),
    "case_by_case": (
        r"case[- ]by[- ]case",
        r"each (?:case|complaint)[^.]*(?:by itself|on (?:its (?:own )?)?merits?|on an individual basis)",
        r"individual circumstances of each", r"considered individually",
    ),
    "discretion": (
        r"good reason (?:to do so|for the delay|why)", r"discretion[^.]*(?:time|twelve|12)",
        r"\b(?:months?|years?|older|late)\b[^.]*exceptional", r"exceptional[^.]*\b(?:months?|years?|older|late)\b",
    ),
    "refusal_explained": (
        r"(?:explanation|reasons?)[^.]*\b(?:not (?:suitable|accept|take)|why the matter)",
        r"\bnot (?:be )?(?:accept|consider|taken? (?:on|up))[^.]*\b(?:expla(?:in|nation)|reasons? why|"
        r"(?:give|tell|with)\b[^.]{0,30} reasons?\b)",
        r"explain our decision",
        r"explain (?:to you )?why [^.]*(?:not (?:be )?(?:suitable|accept|consider)|unsuitable)",
        r"not take something on we write to you with the full reasons",
    ),
    "refusal_ombudsman": (
        r"challenge (?:this|that|the|our) decision\b", r"challenge (?:this|that|it)\b",
        r"take (?:this|that|the|our) decision to[^.]*ombudsman",
    ),
    "channels": (
        r"(?:range|number|variety|different) of (?:ways|channels)", r"different channels",
        r"(?:multiple|several|many) ways to (?:get in touch|complain|contact|make)",
        r"^(?=.*(?:complain|contact us|tell us|get in touch|report))"
        r".*\bby (?:phone|telephone|e-?mail)[^.]*(?:letter|writing|visit|orally|in person|post|phone)",
        r"in whatever way suits",
        r"\b(?:made|complain\w*)\b[^.]*\b(?:online|verbally|via (?:tele)?phone)\b[^.]*in writing",
        r"in any way",
    ),
    "any_staff": (
        r"any member of (?:our )?staff", r"telling a member of staff", r"told to a member of staff", r"to any of us",
    ),
    "social_media": (r"social media[^.]*(?:privacy|private|confidential|same way)", r"private message"),
    "accessible": (
        r"\b(?:this|our|the|complaints?) (?:\w+ ){0,3}(?:policy|procedure)\b[^.]*"
        r"(?:website|accessible|other format|large print|accessible format|handbook)",
        r"copy of our[^.]*polic", r"large print",
    ),
    "publicised": (
        r"publicis", r"(?:website|handbook)[^.]*(?:publications|leaflet|welcome pack)", r"wherever we tell people",
        r"displayed on[^.]*website",
    ),
    "representative": (
        r"\bcomplaint from an advocate", r"correspond with your representative",
        r"(?<!tenant )(?<!resident )\brepresentative\b[^.]*(?:deal|complain|behalf|accompan)",
        r"\bact on (?:your|their) behalf",
        r"nominate (?:a|someone)", r"represented and", r"somebody else can complain for you",
        r"advocate[^.]*act on behalf",
    ),
    "companion": (r"accompan(?:y|ied)", r"come (?:along )?with you", r"bring (?:somebody|someone) (?:to|with)"),
    "ombudsman_told": (
        r"(?:promot|details|information|contact)[^.]*ombudsman[^.]*(?:all|customers|regular|responses|publications)",
        r"ombudsman[^.]*throughout", r"(?:advise|contact)[^.]*(?:at any (?:time|stage))",
        r"advice and help at any time", r"ombudsman[^.]*at any (?:time|stage|point)",
    ),
    "officer": (
        r"complaints? officer", r"complaints? team", r"advocacy team", r"to the chief officer to investigate",
        r"who looks into it",
    ),
    "independent": (
        r"(?:handler|officer|investigat|look into)[^.]*(?:conflicts? of interest|open[- ]mind|impartial|independent)",
        r"\bcomplaints?\b[^.]*\b(?:dealt with|handled?) (?:\w+ )?impartially",
    ),
    "fair_hearing": (
        r"fair (?:opportunity|chance) to", r"set out their (?:position|side)", r"comment on (?:any|the) findings",
        r"say their side",
        r"listen to you and to anybody",
    ),
    "confidential": (
        r"complaints? confidential", r"treat[^.]*confiden", r"utmost confidence", r"confidentiality and data",
        r"in confidence", r"who need to know",
    ),
    "no_detriment": (
        r"(?:\bnot|n['’]t) treat \w+ (?:any )?differently[^.]*complain",
        r"(?:never|not|nobody)[^.]*\b(?:disadvantaged?|treat\w* (?:\w+ )?(?:worse|unfairly)|detriment)[^.]*complain",
    ),
    "contractors": (r"contractors?[^.]*(?:part of|same (?:procedure|way)|two[- ]stage)", r"^a contractor\b"),
    "definition_set_out": (
        r"(?:sets? out|agree|confirm|explain|summaris|identify|define)\w*[^.]*"
        r"(?:key issues|understanding of (?:the |your )?(?:complaint|issues|concerns)"
        r"|summary of (?:the|your) complaint)",
        r"(?<!please )(?:set out|agree|confirm|identify|define)\w*[^.]*outcome",
        r"write down what we understand",
    ),
    "responsible_for": (
        r"\b(?:is|are) (?:and|or) (?:is|are) not responsible", r"(?:do and do not|parts [^.]*) answer for",
        r"which (?:aspects|parts)[^.]*responsible for",
    ),
    "updates": (
        r"\bkeep(?:ing)? (?:\w+ ){0,2}(?:customers?|complainants?|residents?|you)\b[^.]*(?:informed|up to date|updat)",
        r"(?:customers?|complainants?|residents?|tenants?) (?:\w+ ){0,2}kept (?:informed|up to date|updated)",
        r"\bkeep in (?:regular )?(?:contact|touch)\b",
    ),
    "update_intervals": (
        r"agree with you how often", r"(?:intervals?|how often)[^.]*agree", r"agree[^.]*interval",
        r"agree (?:with you )?how we will update",
    ),
    "response_in_report": (r"(?:response|statement) (?:from|of) the (?:board|governing body|trustees)",
                                r"(?:governing body|board)['’]s response"),
    "adjustments": (r"reasonable adjustment", r"write down what you need"),
    "escalation_open": (
        r"not (?:unreasonably )?refuse to escalate",
        r"(?:refus|declin)\w*[^.]*(?:escalat|stage 2)[^.]*(?:good|valid) reason",
    ),
    "records": (
        r"\brecords? of (?:the |all |each )?complaints?", r"full record",
        r"\brecord all complaints",
        r"(?<!if your )(?<!if a )complaint (?:is|will be|so that it is) recorded", r"\blog of (?:all )?complaints",
    ),
    "remedy_any_stage": (
        r"(?:remed|put(?:ting)? things right|resol)[^.]*(?:at (?:any|each|every) stage)",
        r"at (?:any|each|every) stage[^.]*(?:remed|put|resolution)",
    ),
    "behaviour": (
        r"(?:unreasonable|unacceptable) (?:\w+ )?behaviour", r"unreasonable manner",
        r"\b(?:behaviour|consider) to be un\w+",
        r"threatens or abuses",
    ),
    "answer_when_known": (
        r"answer[^.]*(?:is known|when (?:we|it) know)", r"outstanding actions?[^.]*(?:track|follow)",
        r"follow it until it is done",
    ),
    "every_point": (
        r"(?:each|every|all) (?:the )?(?:points?|issues?|aspects?)\b[^.]*(?:raised|address|answer|complaint|decided)",
        r"what we decided on each point",
    ),
    "new_points": (
        r"(?:new|additional|further|related|unrelated) (?:issues?|points?|complaints?)[^.]*(?:raised|stage 1|original)",
    ),
    "response_parts": (
        r"completion of each stage", r"our answer is in writing", r"response[^.]*(?:decision|outcome)[^.]*reasons",
        r"response will (?:include|contain|set out|confirm)(?::$|\b[^.]*\bdecision)",
    ),
    "no_reason_needed": (
        r"(?:not|n['’]t) (?:have|need) to (?:give|explain)[^.]*(?:reason|why)", r"need give no reason",
        r"reasons?\b[^.]*\bnot (?:compulsory|required|essential)",
    ),
    "other_reviewer": (
        r"(?:not|n['’]t) (?:previously )?(?:been )?involved", r"another team", r"had no part",
        r"different (?:person|(?:senior )?manager|officer|member|director|team)", r"someone different",
        r"not be the same person",
        r"(?:who|that) has not (?:previously )?(?:considered|dealt with|investigated)",
        r"nobody reviews an answer that they had a part", r"reviewed at board level",
        r"^(?!.*ombudsman).*independent review",
    ),
    "stage2_final": (
        r"(?:stage 2|this stage|stage two)[^.]*\b(?:is final|final (?:response|answer|stage)|last of our own)",
        r"(?:this|it) (?:is|will be) (?:our|the) (?:[\w’']+ )?final (?:response|answer|decision)",
        r"final,? stage (?:2|two)", r"stage (?:2|two)[^.]*(?:process|procedure) (?:is|has) (?:finished|ended|complete)",
        r"stage (?:2|two)[^.]*\bend of (?:our|the)\b",
    ),
    "remedies": (
        r"(?<!unable to )(?<!cannot )\bremed(?:y|ies)\b", r"offer an apology", r"\bwe(?: will|['’]ll) apologise",
        r"offering you compensation", r"what we(?: will|['’]ll) do to make (?:this|it|things) right",
        r"^(?!.*\b(?:you want|you would like|how we can)\b).*put(?:ting)? (?:them|things|it) right",
        r"offering you an apology",
    ),
    "remedy_impact": (
        r"(?:remed|redress|payment)[^.]*(?:impact|detriment|what it (?:did|cost))",
        r"impact (?:for|on) the (?:customer|resident)",
    ),
    "remedy_guidance": (r"(?:remed|redress|compensation)[^.]*ombudsman[^.]*guidance",),
    "annual_report": (
        r"annual(?:ly)? (?:complaints?['’]? )?(?:performance|report)",
        r"complaints performance and service improvement",
    ),
    "self_assessment": (r"self-?\s?assess",),
    "incident": (r"(?:cyber|incident|emergency|unable to comply|cannot be kept to)[^.]*(?:code|ombudsman)",),
    "learning": (
        r"\blearn(?:ing|t|s|ed)?\b[^.]*"
        r"(?:complaint|mistake|experience|lies|improve|from them|what (?:has )?happened|went wrong)",
        r"look for what lies behind",
        r"\bcomplaints?\b[^.]*help us (?:to )?improve",
        r"identify any trends",
    ),
    "learning_reported": (
        r"(?:learn\w*|trends|improvements?|changes made|findings)[^.]*(?:report|share|publish|board|committee|website)",
        r"report to those who govern",
    ),
    "senior_lead": (r"senior lead", r"accountable for complaint", r"named person for"),
    "member": (
        r"member responsible for complaints", r"\bMRC\b", r"member of the board responsible for",
        r"member of the [^.]*board is appointed",
    ),
    "governing_body": (
        r"^(?!.*self-assess).*\b(?:board|committee|trustees|governing body)\b[^.]*(?:receiv|annual|oversee|regular)",
        r"(?:presented|shared|updates? to)[^.]*(?:board|committee|trustees)", r"report to those who govern",
    ),
    "objective": (r"professional standards", r"\bobjectives?\b[^.]*complaint handling", r"staff[^.]*\bobjective"),
}  # fmt: skip
PROMISED = {name: pattern(*texts) for name, texts in _WORDS.items()}


def read_promises(document: Document) -> Iterator[Said]:
    """Each thing that is promised, once, in the first sentence that says it."""
    left = dict(PROMISED)
    for sentence in document.sentences():
        for name in [name for name, one in left.items() if one.search(sentence.text)]:
            del left[name]
            yield said_in(sentence, "promise", name)
