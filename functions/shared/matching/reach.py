"""How many people in which country does a platform reach? Millions, rounded: what a prior over countries is made of.

From the platforms' own advertising tools, as DataReportal and Statista publish them. Second-hand: Instagram IN, US
(2025), BR, TR (2025); YouTube IN, US (2025), BR, ID, MX, JP, PK, DE, VN, PH, GB, FR, IT, BD (January 2024). All others,
and `other`, are general knowledge of the same reports, rounded by us: a prior needs no more. TikTok: adults only.
"""

from collections.abc import Mapping

PLATFORMS = ("instagram", "youtube", "tiktok")
_ROWS = """
TR 58.3 57.5 40    US 171.7 253 136   IN 413.9 491 0.1   BR 141.4 144 92    ID 103 139 108   JP 57 78.6 27
MX 48 83.9 85      GB 33 56.2 25      DE 32 67.8 24      FR 27 50 25        IT 29 42 23      ES 24 40 20
RU 24 86 56        CA 20 32 14        AU 14 21 10        KR 23 43 8         PH 24 58.1 62    TH 20 44 45
VN 11 63 60        MY 15.6 25 28      PK 18 71.7 60      BD 7.5 33.6 46     EG 20 50 41      SA 17 28 34
AE 7.2 8.5 11      NG 10 28 37        ZA 7 25 23         AR 28 31 24        CO 20 31 32      CL 12.6 16 17
PE 10.5 20 25      PL 12 28 12        NL 8 15.6 7        BE 5 9 4.5         SE 6 8 4.6       NO 3 4.6 2.2
DK 2.9 4.7 1.6     FI 2.6 4.6 1.7     AT 3.5 7.4 2.4     CH 3.5 7 2.9       PT 6.2 7.4 4     GR 5 7.5 4.6
CZ 4 7.8 2.6       RO 6 13 9          HU 3 7 3.4         UA 12 24 17        KZ 13 15 14      AZ 4 6.5 5
IQ 19 25 34        IR 24 0.1 0.1      IL 5 7 4.7         MA 12 21 15        DZ 11 24 21      KE 3.3 10 15
SG 3 5 3           HK 3.5 6.5 0.1     TW 11 18 6         NZ 2.4 4 1.9       EC 6.7 11 14     IE 2.7 4 2.6
other 89 220 136
"""


def _parsed() -> Mapping[str, Mapping[str, float]]:
    words = _ROWS.split()
    rows = [words[start : start + 4] for start in range(0, len(words), 4)]
    return {
        platform: {row[0]: float(row[column]) for row in rows} for column, platform in enumerate(PLATFORMS, start=1)
    }


REACH = _parsed()
"""Platform -> country (or `other`) -> millions; 0.1 where a platform is blocked: few, not none."""
