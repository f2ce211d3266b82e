"""Section 5 of the source, 发挥居民群众主体作用: culture, channels, main forces, education."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


@dataclass(frozen=True, kw_only=True)
class ResidentPolicy:
    """S5.1 culture, S5.2 four channels, S5.4 older people, women and youth, S5.5 education."""

    culture_organisers: float = lever(
        0.0,
        8.0,
        unit="hours/1000 residents/month",
        high=80.0,
        clause="S5.1",
        label_en="Organised culture",
        label_zh="社区文化活动由自发型向组织型转变",
        sentence="Paid hours of organisers who set up cultural activities and tell residents of them.",
        sentence_zh="组织文化活动并告知居民的专人付费工时。",
        source="S5.1; level assumed",
        proximal_outcome="participation.culture",
        expected="+",
    )
    culture_compound: float = lever(
        0.0,
        0.5,
        unit="share of organised activities",
        high=1.0,
        clause="S5.1",
        label_en="Compound culture",
        label_zh="文化活动由单一型向复合型转变",
        sentence="Share of the organised activities that are joined with service and with talk about "
        "the community's affairs.",
        sentence_zh="有组织的活动中，与服务和社区事务讨论相结合的比例。",
        proximal_outcome="participation.volunteer",
        expected="+",
        within=("policies.residents.culture_organisers",),
    )
    channel_body: float = lever(
        0.0,
        2.0,
        unit="meetings/1000 residents/month",
        high=8.0,
        clause="S5.2",
        label_en="Self-governance channel: open council meetings",
        label_zh="自治组织渠道",
        sentence="Council meetings open to every resident, with paid preparation, beyond those that the "
        "committee finds time for.",
        sentence_zh="在居委会自行安排之外，另行付费筹备、向全体居民开放的议事会次数。",
        proximal_outcome="participation.deliberate",
        expected="+",
    )
    channel_volunteer: float = lever(
        0.0,
        10.0,
        unit="hours/1000 residents/month",
        high=80.0,
        clause="S5.2",
        label_en="Volunteer channel: desk that matches volunteers",
        label_zh="志愿者渠道",
        sentence="Paid hours of a desk that announces and prepares volunteering and fits slots to evenings "
        "and weekends.",
        sentence_zh="志愿服务台的付费工时：发布和筹备志愿服务，并把时段安排在晚上和周末。",
        source="S5.2; volunteers in Bao'an B18",
        proximal_outcome="participation.volunteer",
        expected="+",
    )
    channel_opinion: float = lever(
        0.0,
        15.0,
        unit="hours/1000 residents/month",
        high=80.0,
        clause="S5.2",
        label_en="Opinion channel: collecting and answering what residents say",
        label_zh="民意反映渠道",
        sentence="Paid hours for going round to hear residents and to answer what they said.",
        sentence_zh="上门听取居民意见并予以答复的付费工时。",
        proximal_outcome="voice.answer_months",
        expected="-",
    )
    channel_online: float = lever(
        0.0,
        0.8,
        unit="share of notices and questions",
        high=1.0,
        clause="S5.2",
        label_en="Online channel",
        label_zh="网络问政渠道",
        sentence="Share of what the committee announces that also stands online, where residents can answer "
        "in minutes.",
        sentence_zh="居委会发布的事项中同时在网上公布、居民几分钟即可回应的比例。",
        proximal_outcome="awareness.any_act",
        expected="+",
    )
    outreach_old: float = lever(
        0.0,
        4.0,
        unit="hours/1000 residents/month",
        high=40.0,
        clause="S5.4",
        label_en="Outreach to older people",
        label_zh="以老年人为重点的动员",
        sentence="Paid hours of going round to older people, by the committee's helpers.",
        sentence_zh="居委会人员走访老年人的付费工时。",
        source="S5.4; level assumed",
        proximal_outcome="civic",
        proximal_group="old",
        expected="+",
    )
    outreach_women: float = lever(
        0.0,
        4.0,
        unit="hours/1000 residents/month",
        high=40.0,
        clause="S5.4",
        label_en="Outreach to women",
        label_zh="以妇女为重点的动员",
        sentence="Paid hours of going round to women, by the women's federation.",
        sentence_zh="妇联走访妇女的付费工时。",
        source="S5.4; level assumed",
        proximal_outcome="civic",
        proximal_group="women",
        expected="+",
    )
    outreach_youth: float = lever(
        0.0,
        4.0,
        unit="hours/1000 residents/month",
        high=40.0,
        clause="S5.4",
        label_en="Outreach to the young",
        label_zh="以青少年为重点的动员",
        sentence="Paid hours of going round to the young, by the youth league.",
        sentence_zh="共青团走访青少年的付费工时。",
        source="S5.4; level assumed",
        proximal_outcome="civic",
        proximal_group="young",
        expected="+",
    )
    fitting_times: float = lever(
        0.0,
        0.6,
        unit="share of occasions",
        high=1.0,
        clause="S5.4",
        label_en="Times that fit",
        label_zh="活动时间适应重点人群",
        sentence="Share of the occasions for older people held in the daytime and of those for people"
        " at work and the young held in evenings and at weekends, with overtime paid.",
        sentence_zh="面向老年人的活动安排在白天、面向上班者和青少年的安排在晚上和周末的比例，并支付加班费。",
        proximal_outcome="participation.hours",
        proximal_group="young",
        expected="+",
    )
    childcare: float = lever(
        0.0,
        0.5,
        unit="share of occasions",
        high=1.0,
        clause="S5.4",
        label_en="Childcare at meetings and activities",
        label_zh="活动期间托管儿童",
        sentence="Share of meetings, volunteering and activities at which children are looked after.",
        sentence_zh="会议、志愿服务和活动中提供儿童托管的比例。",
        proximal_outcome="participation.hours",
        proximal_group="women",
        expected="+",
    )
    education: float = lever(
        0.0,
        10.0,
        unit="places/1000 residents/month",
        high=200.0,
        clause="S5.5",
        label_en="Community education",
        label_zh="社区教育",
        sentence="Places in classes on how a community governs itself: rules, meetings, rights and accounts.",
        sentence_zh="讲授社区自治的规则、会议、权利和账目的课程名额。",
        source="S5.5; level assumed",
        proximal_outcome="skill",
        expected="+",
    )
