"""Our words and those of the standard's code lists."""

# The scheme of what only this site says, and of identifiers that are Kazakhstan's.
OWN = "baqylau"
PROGRAMME = f"{OWN}-programme"
KATO = "KATO"
BIN = "KZ-BIN"
TENGE = "KZT"

DECLARED = "physicalProgress"  # the standard's word for how far the works are said to be
OBSERVED = f"{OWN}ObservedStage"  # what residents see; never taken from a file

LANGUAGES = ("kk", "ru", "en")
LANGUAGE_CODES = {"kaz": "kk", "rus": "ru", "eng": "en"} | {code: code for code in LANGUAGES}

# A status of the standard that the register has no word for is kept beside ours.
STATUS = {"decommissioning": "decommissioned", "completed": "completion"}
TYPE = {"maintenance": "", "decommissioning": ""}

SECTORS = {
    "water": ["waterAndWaste"],
    "road": ["transport", "transport.road"],
    "school": ["education"],
    "kindergarten": ["education"],
    "health": ["health"],
    "culture": ["cultureSportsAndRecreation"],
    "sport": ["cultureSportsAndRecreation"],
    "improvement": ["cultureSportsAndRecreation"],
    "heat": ["energy"],
    "gas": ["energy"],
    "power": ["energy"],
}
# Only where the standard's word can mean nothing else of ours.
SECTOR_OF = {"waterAndWaste": "water", "transport.road": "road", "health": "health"}

DOCUMENTS = {
    "contract": "contractSigned",
    "estimate": "billOfQuantity",
    "acceptance": "completionCertificate",
    "decision": "budgetApproval",
    "news": f"{OWN}News",
}
DOCUMENT_OF = {theirs: ours for ours, theirs in DOCUMENTS.items()}
