"""Words and phrases to write invented case notes with."""

from __future__ import annotations


def _listed(text: str) -> list[str]:
    """The entries between bars, whatever line they stand on."""
    return [" ".join(entry.split()) for entry in text.split("|") if entry.strip()]


OPENERS = _listed("""
On arrival|Before school|After tea|During the visit|At the end of the session|That week|
In the car|Over the weekend|When asked|Towards the end|For most of the hour|To begin with|
Looking back|Since the last meeting|By her own account|By his own account|As in the spring|
Unlike last time|In private|Once settled|Later that day|At first|After some thought|
In the garden|On the telephone|Around midday|Without being prompted|With some help|Quietly|
As before|Despite the rain|After a slow start|In front of the others|Half way through|
On the way home|Between lessons|At bedtime|In the holidays|For the first time|
On two occasions
""")

PEOPLE = _listed("""
the foster carer|his teacher|her teacher|the health visitor|a cousin|the older brother|
the family support worker|the paternal grandmother|an aunt from abroad|the club leader|
the school nurse|the psychologist|a neighbour|the maternal grandfather|the new partner|
the duty worker|the advocate|the mentor|the reviewing officer|the tutor|the play therapist|
the respite carer|the lodger|a friend from church|the youth worker|the landlord|
the head of year|the dentist|the childminder|the interpreter|the stepfather|
the previous carer|the driver|the learning assistant|the volunteer|the football coach
""")

VERBS = _listed("""
described|questioned|remembered|praised|avoided|rearranged|noticed|accepted|refused|planned|
explained|raised|enjoyed|mentioned|supported|missed|prepared|followed|doubted|welcomed|
discussed|forgot|challenged|encouraged|observed|compared|collected|shared|finished|started|
repeated|regretted|postponed|offered|drew|counted|borrowed|repaired|resisted|chose|recorded|
arranged|understood|worried about|talked about|laughed about|asked for|looked after|
looked forward to|dealt with|returned to|gave up|set aside|pointed to|spoke warmly of|
struggled with|took part in|kept away from|was proud of|was unsure about|was upset by|
showed interest in|made light of|complained about|relied on|wrote down|agreed with|
walked out of|stayed calm during|had little to say about|needed help with|
lost patience with|found comfort in|was late for
""")

ADJECTIVES = _listed("""
quiet|unsettled|careful|new|broken|bright|long|difficult|cheerful|shared|crowded|missing|
early|second|weekly|strict|gentle|unfinished|expensive|borrowed|noisy|small|former|private|
planned|sudden|familiar|damp|clean|temporary|written|usual|favourite|awkward|patient|honest|
confusing|regular|late|practical|warm|narrow|serious|hurried|old|heavy|clear|safe|angry|
helpful|tired|lonely|sensible|muddled|open|distant|fresh|local|loud|soft|spare|brief|shy|
steady|firm|tidy|hopeful|mild|tense|odd|plain|rough|sweet|thick|vague|young|blunt|calm|dull|
eager
""")

NOUNS = _listed("""
bedroom|homework|bicycle|routine|journey|kitchen|appointment|photograph|letter|argument|
swimming lesson|birthday|timetable|uniform|garden|medicine|telephone call|drawing|breakfast|
contact session|bus ride|haircut|supper|library book|guitar|football match|story|promise|
court date|tenancy|benefit claim|night light|school trip|reading group|allotment|puppy|
sleepover|detention|certificate|toothache|asthma review|memory box|sewing club|maths test|
cooker|boiler|overdraft|passport|worry|dream|joke|apology|conversation|visit|quarrel|
nursery place|prescription|spelling list|science project|shopping list|wardrobe|front door|
playground|computer game|bank account|taxi|stairgate|christening|funeral|wedding|
parents' evening|hospital bed|sandwich|jigsaw|choir practice|driving licence|rent arrears|
hearing test|glasses|trampoline|fish tank|piano piece|sports day|diary|key ring|duvet|
recipe|scar|cough|carpet|window|fence|staircase|notebook|calendar|rucksack|coat|scooter|
bunk bed|budget|referral form|house rule|tablet|wage slip
""")

PLACES = _listed("""
at the kitchen table|in the park behind the flats|at the contact centre|in the hallway|
on the sofa|at her desk|at his desk|near the river|in the waiting room|outside the gate|
in the back of the car|by the swings|in the school office|at the community hall|upstairs|
at the market|in the corner of the room|on the landing|next door|in the assembly hall|
at the surgery|under the stairs|by the canal|in the canteen|at the bus stop|on the top deck|
in the music room|at the seaside|in the workshop|by the radiator
""")

WHENS = _listed("""
last Tuesday|in the autumn term|after the meeting in March|two weeks ago|most mornings|
every other Friday|before the summer|at half term|since June|for about an hour|
for the whole afternoon|once a month|until bedtime|in early December|before the hearing|
around Easter|during lunch|for several days|at short notice|in the same week|after dark|
on the second attempt|within minutes|for the time being
""")

LINKS = _listed("""
because|although|while|and|but|so|even though|until|after|before|whereas|unless|since|
and later|which was new, as|and in the end|but then|just as
""")

ENDINGS = _listed("""
with very little fuss|as far as anyone could tell|to everyone's surprise|
without raising a voice|in a way that seemed rehearsed|much as expected|with a shrug|
and it showed|more than once|despite what had been agreed|and nobody objected|
with obvious pride|only after a pause|in tears|with good humour|against advice|
as a matter of habit|for reasons that were not clear|in spite of the noise|
and then changed the subject
""")

FIRST_NAMES = _listed("""
Aaron|Beth|Callum|Daisy|Ethan|Freya|George|Hannah|Isaac|Jasmine|Kian|Leila|Mason|Nadia|
Oscar|Poppy|Quinn|Ruby|Samir|Tilly|Umar|Violet|Wesley|Xanthe|Yusuf|Zara|Amara|Blake|Cora|
Dylan|Esme|Finley|Gracie|Hugo|Ivy|Jude|Keira|Logan|Maya|Noah
""")

SURNAMES = _listed("""
Ashdown|Birtwell|Carraway|Dunmore|Eastleigh|Farrow|Garside|Hallam|Inskip|Jarrold|Kettley|
Lowther|Marchbank|Nettleton|Oldroyd|Pickering|Quarmby|Ransome|Stallard|Thackray|Underhill|
Varley|Whitcombe|Yardley
""")

MONTHS = _listed("""
January|February|March|April|May|June|July|August|September|October|November|December
""")

SYLLABLES = _listed("""
bar|del|fen|gor|hul|kes|lin|mor|nab|ost|pel|rud|sal|tor|ulm|vex|wil|yar|zen|cam|dro|elk|fyn|
gwe|hob|ister|jem|kir|lod|mip
""")
