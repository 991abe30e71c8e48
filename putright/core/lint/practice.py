"""What no text of a policy and no pack can break: what people do in a case, which the log and the letters show."""

from __future__ import annotations

PRACTICE: dict[str, str] = {
    "C24-1.1": "A purpose, which the definition serves.",
    "C24-3.3": "How figures are read: many complaints are no bad sign. Reports set them beside how people reach us.",
    "C24-4.3": "Priority, training and people are given, not written; the register of training shows who is trained.",
    "C24-6.1": "Each complaint is sorted when it comes in; the case asks for complexity, vulnerability and risk.",
    "C24-7.3": "Each remedy has its day and its owner in the case, and is followed until done.",
    "C24-8.4": "The Ombudsman asks for it after a case; the day it names is kept with its order.",
    "C20-B3.7": "A welcome, not a duty: who takes part in a review is recorded with it.",
    "C20-B3.13": "Each letter is measured for its reading age and for jargon before it goes out.",
    "C20-B3.17": "Each letter is looked through for names of staff and contractors before it goes out.",
    "C20-B4.2": "Each outcome sought is marked as attainable or not, with the reason, in the case.",
    "C20-B4.4": "Both sides' obligations are set out in the case that turns on them.",
    "C20-B4.7": "Each complaint is assessed when it comes in; the case asks for evidence, risk and what cannot wait.",
    "C20-B4.12": "Each request for stage 2 is considered by itself, and what was considered is recorded.",
    "C20-B5.4": "Each offer is confirmed as deliverable and as fair to others before it is made.",
    "C20-B5.8": "Each remedy has its day and its owner in the case, and is followed until done.",
    "C20-B5.10": "A claim in law arises in a single case, with advice on the words.",
    "C20-B6.4": "Residents take part in panels and consultations, which are held and not written.",
    "C20-B6.9": "Whoever is complained about is supported in that case; the case asks whether it was offered.",
    "C20-C1.3": "What the Ombudsman may order a landlord for; each of its nine grounds is a provision of its own.",
    "C20-C1.4": "A notice is the Ombudsman's; the case keeps its date and stands as urgent.",
    "C20-C1.5": "Orders are published by the Ombudsman; the landlord's records can be checked against the count.",
    "C20-C1.7": "Findings and orders are followed case by case.",
    "C20-C1.9": "A self-assessment that is called for is done by its date, which no policy knows beforehand.",
    "C20-C1.10": "A referral is the Ombudsman's; the governing body sees it on the case.",
}
"""Provisions of the Codes that no rule of the linter holds a policy against, and why."""
