"""Section 5 of the source, 发挥居民群众主体作用: channels to know, to express, to take part, to supervise."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


@dataclass(frozen=True, kw_only=True)
class ResidentPolicy:
    """S5.2 four channels: self-governance body, volunteering, public opinion, online."""

    channel_body: float = lever(
        0.0,
        2.0,
        unit="meetings/1000 residents/month",
        low=0.0,
        high=8.0,
        clause="S5.2",
        label_en="Self-governance channel: open council meetings",
        label_zh="自治组织渠道",
        sentence="Council meetings open to every resident, with paid preparation, beyond those that the "
        "committee finds time for.",
        sentence_zh="在居委会自行安排之外，另行付费筹备、向全体居民开放的议事会次数。",
        source="S5.2",
        proximal_outcome="participation.deliberate",
        expected="+",
    )
    channel_volunteer: float = lever(
        0.0,
        10.0,
        unit="hours/1000 residents/month",
        low=0.0,
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
        low=0.0,
        high=80.0,
        clause="S5.2",
        label_en="Opinion channel: collecting and answering what residents say",
        label_zh="民意反映渠道",
        sentence="Paid hours for going round to hear residents and to answer what they said.",
        sentence_zh="上门听取居民意见并予以答复的付费工时。",
        source="S5.2",
        proximal_outcome="voice.answer_months",
        expected="-",
    )
    channel_online: float = lever(
        0.0,
        0.8,
        unit="share of notices and questions",
        low=0.0,
        high=1.0,
        clause="S5.2",
        label_en="Online channel",
        label_zh="网络问政渠道",
        sentence="Share of what the committee announces that also stands online, where residents can answer "
        "in minutes.",
        sentence_zh="居委会发布的事项中同时在网上公布、居民几分钟即可回应的比例。",
        source="S5.2",
        proximal_outcome="awareness.any_act",
        expected="+",
    )
