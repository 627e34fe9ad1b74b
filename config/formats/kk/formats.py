"""How a Kazakh letter writes a date, an hour and a sum."""

# E, not F: a month inside a date is written small, one that stands alone is not.
DATE_FORMAT = "Y ж. j E"  # 2026 ж. 23 қараша
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y ж. j E, H:i"  # 2026 ж. 23 қараша, 14:05
YEAR_MONTH_FORMAT = "Y ж. E"  # 2026 ж. қараша
MONTH_DAY_FORMAT = "j E"  # 23 қараша
SHORT_DATE_FORMAT = "d.m.Y"  # 23.11.2026
SHORT_DATETIME_FORMAT = "d.m.Y H:i"  # 23.11.2026 14:05
FIRST_DAY_OF_WEEK = 1  # Monday

# Django adds the ISO forms by itself.
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%y %H:%M",
    "%d.%m.%y %H:%M:%S",
]

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\N{NO-BREAK SPACE}"
NUMBER_GROUPING = 3
