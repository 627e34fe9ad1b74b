"""A rich OC4IDS record as other software would send it, with things that no register has."""


def rich():
    """The water pipe of Aksu, with every part the standard has that matters here."""
    return {
        "id": "oc4ids-gx9tza-water-12",
        "updated": "2026-06-01T09:30:00+05:00",
        "language": "ru",
        "title": "Водопровод села Аксу",
        "title_kk": "Ақсу ауылының су құбыры",
        "description": "12 км труб и башня.",
        "status": "implementation",
        "type": "construction",
        "sector": ["waterAndWaste", "naturalResources"],
        "purpose": "Вода в каждом дворе",
        "identifiers": [{"id": "2026/17", "scheme": "KZ-GOSZAKUP"}],
        "additionalClassifications": [
            {"scheme": "COFOG", "id": "06.3", "description": "Water supply"},
            {"scheme": "baqylau-programme", "id": "ak-bulak", "description": "Ақ бұлақ"},
        ],
        "period": {"startDate": "2026-03-01T08:00:00+05:00", "endDate": "2027-10-01T23:59:59Z"},
        "assetLifetime": {"durationInDays": 9125},
        "locations": [
            {
                "id": "L1",
                "description": "Вдоль улицы Абая",
                "geometry": {"type": "Point", "coordinates": [64.67, 45.08]},
                "gazetteer": {"scheme": "KATO", "identifiers": ["433636100"]},
                "accuracy": "street",
            },
            {
                "id": "L2",
                "geometry": {"type": "LineString", "coordinates": [[64.6, 45.0], [64.7, 45.1]]},
            },
        ],
        "budget": {
            "amount": {"amount": 186400000.0, "currency": "KZT"},
            "approvalDate": "2025-12-20T00:00:00+05:00",
            "budgetBreakdowns": [
                {
                    "id": "by-source",
                    "description": "По источникам",
                    "budgetBreakdown": [
                        {
                            "id": "B1",
                            "amount": {"amount": 150000000, "currency": "KZT"},
                            "period": {"startDate": "2026-01-01T00:00:00+05:00"},
                            "sourceParty": {"id": "P-MF", "name": "Министерство финансов"},
                            "baqylau": {"source": "republican"},
                        },
                        {
                            "id": "B2",
                            "amount": {"amount": 36400000, "currency": "KZT"},
                            "description": "Из области",
                        },
                    ],
                }
            ],
        },
        "publicAuthority": {"id": "P-1", "name": "Отдел строительства Жалагашского района"},
        "parties": [
            {
                "id": "P-1",
                "name": "Отдел строительства Жалагашского района",
                "identifier": {"scheme": "KZ-BIN", "id": "050140000017"},
                "contactPoint": {"name": "Приёмная", "telephone": "+7 72431 3 11 22"},
                "roles": ["publicAuthority", "procuringEntity"],
            },
            {
                "id": "P-2",
                "name": "ТОО «Су Құрылыс»",
                "identifier": {"scheme": "KZ-BIN", "id": "100240000021", "legalName": "Су Құрылыс"},
                "roles": ["supplier"],
                "beneficialOwners": [{"id": "1", "name": "А. Ә."}],
            },
            {"id": "P-3", "name": "ТОО «Труба»", "roles": ["supplier"]},
            {"id": "P-MF", "name": "Министерство финансов", "roles": ["funder"]},
        ],
        "contractingProcesses": [
            {
                "id": "ocds-gx9tza-0001",
                "summary": {
                    "externalReference": "№ 33",
                    "nature": ["construction"],
                    "title": "Строительство водопровода",
                    "status": "active",
                    "tender": {"procurementMethod": "open", "numberOfTenderers": 3},
                    "suppliers": [
                        {"id": "P-2", "name": "ТОО «Су Құрылыс»"},
                        {"id": "P-3", "name": "ТОО «Труба»"},
                    ],
                    "contractValue": {"amount": 180000000.5, "currency": "KZT"},
                    "contractPeriod": {
                        "startDate": "2026-03-01T00:00:00+05:00",
                        "endDate": "2027-09-01T00:00:00+05:00",
                    },
                    "modifications": [
                        {
                            "id": "M1",
                            "date": "2026-05-01T00:00:00+05:00",
                            "description": "Добавлена башня",
                            "rationale": "Низкое давление",
                            "type": "scope",
                            "oldContractValue": {"amount": 170000000, "currency": "KZT"},
                            "newContractValue": {"amount": 180000000.5, "currency": "KZT"},
                            "decidedBy": "акимат",
                        }
                    ],
                    "transactions": [
                        {
                            "id": "T1",
                            "source": "https://example.kz/pay/1",
                            "date": "2026-04-10T00:00:00+05:00",
                            "value": {"amount": 54000000, "currency": "KZT"},
                            "payer": {"id": "P-1", "name": "Отдел строительства"},
                            "payee": {"id": "P-3", "name": "ТОО «Труба»"},
                        },
                        {"id": "T2", "value": {"amount": 1000, "currency": "USD"}},
                    ],
                    "documents": [
                        {"id": "D9", "documentType": "contractSigned", "title": "Договор"}
                    ],
                },
                "releases": [
                    {
                        "id": "r1",
                        "tag": ["contract"],
                        "date": "2026-03-01T00:00:00+05:00",
                        "url": "https://example.kz/r1.json",
                    }
                ],
            },
            {"id": "ocds-gx9tza-0002", "summary": {"title": "Надзор", "status": "preAward"}},
        ],
        "milestones": [
            {
                "id": "S1",
                "title": "Скважина пробурена",
                "type": "delivery",
                "dueDate": "2026-05-15T00:00:00+05:00",
                "dateMet": "2026-05-20T00:00:00+05:00",
                "status": "met",
            }
        ],
        "documents": [
            {
                "id": "D1",
                "documentType": "completionCertificate",
                "title": "Акт",
                "url": "https://example.kz/act.pdf",
                "datePublished": "2026-06-01T00:00:00+05:00",
                "format": "application/pdf",
                "language": "ru",
            },
            {"id": "D2", "documentType": "environmentalImpact", "title": "ОВОС"},
        ],
        "metrics": [
            {
                "id": "physicalProgress",
                "title": "Физический прогресс",
                "observations": [
                    {
                        "id": "o1",
                        "period": {"endDate": "2026-06-01T00:00:00+05:00"},
                        "measure": 40,
                        "unit": {"name": "процент"},
                        "dimensions": {"declaredBy": "contractor"},
                        "notes": "по акту",
                    }
                ],
            },
            {"id": "pipes", "observations": [{"id": "1", "measure": "7 км"}]},
        ],
        "relatedProjects": [{"id": "1", "scheme": "oc4ids", "identifier": "oc4ids-gx9tza-water-1"}],
        "social": {"landCompensationBudget": {"amount": 5, "currency": "KZT"}},
        "x_region_code": 43,
        "x_nested": {"deep": [{"a": None}, [1, 2]]},
    }


def package(*records):
    return {
        "uri": "https://example.kz/package.json",
        "publishedDate": "2026-06-01T00:00:00+05:00",
        "version": "0.9",
        "publisher": {"name": "Қызылорда"},
        "projects": list(records),
    }


def everything(schema):
    """A record in which every field of the standard is filled, and one more in each object."""
    record = _filled(schema, schema, "project")
    located = record["locations"][0]
    located["gazetteer"] = {"scheme": "KATO", "identifiers": ["433636100"]}
    located["geometry"] = {"type": "Point", "coordinates": [64.67, 45.08]}
    return record | {"id": "oc4ids-gx9tza-everything", "language": "kk", "sector": ["health"]}


def _filled(part, schema, name):
    if "$ref" in part:
        part = schema["definitions"][part["$ref"].rsplit("/", 1)[-1]]
    if "properties" in part:
        fields = {key: _filled(inner, schema, key) for key, inner in part["properties"].items()}
        return fields | {"x_unknown": {"deep": [name, None, 1.50]}}
    kind = part["type"][0] if isinstance(part["type"], list) else part["type"]
    if kind == "array":
        return [_filled(part["items"], schema, name)]
    if kind == "string":
        return _text(part, name)
    return {"boolean": True, "integer": 7, "number": 7.5, "object": {"side": "left"}}[kind]


def _text(part, name):
    """One party has the id that all references name, and all sums are in tenge."""
    if name in ("id", "currency"):
        return {"id": "1", "currency": "KZT"}[name]
    if "enum" in part:
        return part["enum"][0]
    shapes = {"date-time": "2026-03-01T08:30:00+05:00", "uri": "https://example.kz/1"}
    return shapes.get(part.get("format"), f"{name}@example.kz")


def missing(came, gone, at=""):
    """Every path of what came in that is not the same in what went out."""
    if isinstance(came, dict) and isinstance(gone, dict):
        return [
            path
            for key, value in came.items()
            for path in (
                missing(value, gone[key], f"{at}/{key}") if key in gone else [f"{at}/{key}"]
            )
        ]
    if isinstance(came, list) and isinstance(gone, list):
        pairs = zip(came, gone, strict=False)
        found = [p for n, pair in enumerate(pairs) for p in missing(*pair, f"{at}/{n}")]
        return found + [f"{at}/{n}" for n in range(len(gone), len(came))]
    return [] if came == gone else [at]
