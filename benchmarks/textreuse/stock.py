"""Stock sentences: the formulaic prose that the same profession writes about every child.

Every sentence is a template; what stands between bars in brackets are choices,
``{name}``, ``{he}``, ``{him}``, ``{his}``, ``{school}``, ``{day}`` and ``{number}``
are filled in for the child.
"""

from __future__ import annotations

SENTENCES = tuple(
    " ".join(line.split())
    for line in """
{name} was seen at home on {day} with [his carer|the foster carer|the family support worker].
{name} was seen alone in {his} bedroom for [ten|twenty|thirty] minutes.
{name} presented as [settled|happy|quiet|tired|anxious] throughout the visit.
{He} was appropriately dressed for the weather and appeared [well|clean|tired].
No concerns were [raised|shared|observed] during this visit.
The home conditions were [good|adequate|poor] and there was enough food in the house.
{name} said that {he} [likes|enjoys|does not like] school and has [some|many|few] friends there.
{name} continues to attend {school} and {his} attendance is {number} per cent.
The school report that {name} is making [good|some|limited] progress in [reading|maths|English].
{He} is registered with a GP and a dentist and all immunisations are up to date.
{name} had {his} review health assessment on {day} and there were no new recommendations.
The strengths and difficulties questionnaire score was {number} which is [lower|higher] than before.
{name} has contact with {his} [mother|father|grandmother] [weekly|every fortnight|once a month].
Contact on {day} was [positive|difficult|cancelled at short notice] and was supervised.
[Mother|Father] attended on time and was able to follow advice from the contact supervisor.
{name} was [pleased|sad|reluctant] to leave at the end of the session.
I am worried that {name} may be exposed to [arguments|drug use|domestic abuse] in the home.
There is a history of [domestic abuse|neglect|poor mental health] in the family.
The parents have engaged [well|poorly|inconsistently] with the child in need plan.
The threshold for significant harm [has been|has not been|is thought to be] met.
It is in {his} best interests to remain in the current placement at this time.
The placement is meeting all of {his} needs and there are no plans to change it.
The carer is committed to caring for {name} on a long term basis.
{name} has a [warm|close|difficult] relationship with {his} carers and is part of the family.
A referral has been made to [CAMHS|the early help hub|the parenting programme] and we are waiting.
The waiting list for [CAMHS|therapy|the assessment] is currently {number} weeks.
{name} will be supported to [attend|take part in|return to] {his} [swimming|football|drama] club.
The social worker will visit every [two|four|six] weeks and will see {name} alone.
The next review is due on {day} and the IRO has been informed.
The IRO is satisfied that the care plan is [appropriate|progressing|on track] for {name}.
Management oversight: the case was discussed on {day} and the plan remains appropriate.
The team manager agrees that [no further action|a strategy meeting|a legal meeting] is needed.
A strategy meeting was held on {day} with police, health and education present.
The outcome was that the enquiries were [substantiated|not substantiated] and the plan continues.
{name} went missing on {day} and returned {number} hours later of {his} own accord.
A return interview was [offered|completed|declined] and {name} said {he} was with friends.
There are concerns about [exploitation|online safety|older peers] and a risk assessment is in place.
{name} understands why {he} cannot live at home and has been told about the plan in simple words.
{name} would like to [see|speak to|stay with] {his} [brother|sister|mother] more often.
{His} views have been gathered using [drawings|a worksheet|the three houses tool].
{name} has an education, health and care plan which was last reviewed on {day}.
The personal education plan was [completed|updated|reviewed] on {day} with the designated teacher.
{His} sleep and appetite are [good|poor|improving] and {he} has a regular bedtime routine.
{He} needs [clear boundaries|reassurance|routine] and responds well to praise.
{name} can become [angry|upset|withdrawn] when {he} is told no by adults.
The carer uses [calm|consistent|firm] boundaries and gives {name} space to calm down.
{name} has a good sense of {his} identity and is [proud of|curious about] {his} background.
Life story work has [started|not started|been completed] with the support worker.
The family are known to services since {day} due to concerns about [neglect|alcohol|housing].
There have been {number} previous referrals and {number} previous assessments.
[Mother|Father] reported that things have been [better|difficult|the same] since the last visit.
{He} accepts that there have been difficulties and says {he} is willing to work with us.
The couple are no longer in a relationship and live at separate addresses.
[Mother|Father] has completed the [parenting|freedom|anger management] programme.
Drug and alcohol testing on {day} was [negative|positive|not attended].
The housing situation is [stable|unstable|overcrowded] and rent is [paid|in arrears].
The benefits are in place and the family receive support from the food bank.
{name} has no known allergies and takes no regular medication.
{name} wears glasses and was last seen by the optician on {day}.
Dental treatment is [needed|completed|up to date] and an appointment is booked for {day}.
The paediatrician saw {name} on {day} and [discharged {him}|will see {him} again].
{name} is meeting {his} developmental milestones and speech is age appropriate.
Speech and language therapy [continues|has ended|is recommended] every week at nursery.
{name} has settled in [quickly|slowly|well] and knows the rules of the house.
The allocated worker has changed and the new worker was introduced to {name} on {day}.
The case will be transferred to the [long term|leaving care|assessment] team.
The court made a [care order|supervision order|interim care order] on {day}.
The final hearing is listed for {day} and the final evidence is due before then.
The guardian supports the local authority's plan for [long term foster care|adoption|return home].
The permanence plan was [agreed|ratified|presented] at panel on {day}.
A viability assessment of the [grandparents|aunt|uncle] was [positive|negative].
A family group conference took place on {day} and a family plan was made.
[Mother|Father] was given advice about [safe sleeping|online safety|home conditions].
{name} told me that {he} feels safe and happy where {he} is living.
{name} did not want to talk today and chose to [play|draw|watch television] instead.
We played a game together and {name} talked about [school|home|friends].
I observed a warm interaction between {name} and {his} [mother|father|carer].
{name} sought comfort from {his} carer when {he} was upset.
The health visitor has no concerns about [weight|development|feeding].
{name} is up to date with savings and has a passport.
The carer records are up to date and were shared with the supervising social worker.
The pocket money is [paid weekly|saved] and {he} is learning to budget.
{name} will be sixteen soon and a pathway plan will be completed with {him}.
The personal adviser has met {name} and explained what support is available.
{name} hopes to [go to college|start an apprenticeship|find work] in September.
Information was shared with partner agencies with the consent of the parents.
The police confirmed that there were no new incidents since {day}.
A written agreement was signed by both parents on {day}.
The safety plan was reviewed and all adults understand their role in it.
Protective factors include a [supportive family|good school|stable home].
Risk factors include [parental conflict|substance misuse|poor attendance] and a lack of support.
On balance the risks are [manageable|increasing|reduced] with the current plan in place.
The impact on {name} is that {he} [worries about|misses|feels responsible for] {his} mother.
Without support {name} is likely to experience further [harm|instability|loss].
The plan is to [continue|step down|escalate] and this will be reviewed in {number} weeks.
The recommendation is that {name} [remains|becomes|ceases to be] subject to a child protection plan.
All professionals agreed with the recommendation and there were no dissenting views.
Apologies were received from [the school|health|the police] and a report was provided.
The minutes were sent out within {number} working days of the meeting.
{name} was invited to the meeting and [attended|sent {his} views|chose not to attend].
An advocate was [offered|declined|appointed] and spoke on {name}'s behalf.
The chair thanked everyone and the next meeting was set for {day}.
{name} has not had any accidents or injuries since the last visit.
The bedroom was [tidy|untidy|shared] and {name} has {his} own bed and toys.
Smoke alarms are fitted and working and medicines are locked away.
There is a dog in the home which is [friendly|kept in the garden].
Transport to school is provided by [taxi|the carer|bus] and works well.
{name} had {number} days of exclusion this term because of [fighting|rudeness|smoking].
A reduced timetable is in place and will be reviewed by the school on {day}.
The virtual school has agreed funding for [tuition|a laptop|mentoring].
{name} enjoys [cooking|football|gaming|music] and goes to a club every week.
{His} behaviour in school is [good|improving|a concern] and {he} has a mentor.
The emotional wellbeing service closed the case because {name} did not engage.
{name} has asked for more time with {his} siblings and this is being arranged.
Sibling contact takes place [monthly|every holiday|weekly] and is [enjoyed|valued] by all.
The carers would like respite and this was discussed with the fostering service.
A placement stability meeting was held on {day} and support was agreed.
Delegated authority has been [given|discussed|refused] for school trips and haircuts.
The family time is supervised by [the carer|a contact worker] in the community.
{name} follows the [Christian|Muslim|Sikh] faith and the carers support this.
English is not the first language of the family and an interpreter was used.
The assessment was shared with the parents on {day} and they agreed with it.
""".strip().splitlines()
)
