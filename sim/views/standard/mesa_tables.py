"""What the page tells in words and figures: where the run stands, and what the institutions have and did."""

from __future__ import annotations

from html import escape
from typing import Final

from sim.district import District
from sim.engine.ledger import FEN_PER_YUAN
from sim.institutions.committee.state import Committees
from sim.institutions.companies.state import Companies
from sim.institutions.organisations.state import Organisations
from sim.institutions.tasks.task_book import TaskBook
from sim.institutions.voice.state import Voices
from sim.institutions.workstations.state import Workstations
from sim.views.picture.plan import community_label
from sim.views.standard.mesa_world import PageDistrict

Row = tuple[str, ...]

HEADINGS: Final[Row] = (
    "Community 社区",
    "Residents 居民",
    "Workstation hours 工作站工时",
    "Committee hours 居委会工时",
    "Administrative share 行政事务占比",
    "Building heads 楼栋长",
    "Tasks open 积压任务",
    "Proposals waiting 待答复建议",
    "Fund (yuan) 自治基金",
    "Social organisations 社会组织",
    "Company profit (yuan) 股份公司利润",
)
NOTHING: Final = "–"


def institution_rows(district: District) -> list[Row]:
    """Give the table's lines as text, one a community."""
    return [_row(district, c, int(number)) for c, number in enumerate(district[Organisations].count())]


def _row(district: District, c: int, organisations: int) -> Row:
    committee, company = district[Committees][c], district[Companies].of(c)
    spent, fund = committee.spent, committee.fund_balance
    hours = spent.administrative + spent.self_governance + spent.service + spent.company
    return (
        community_label(district.geography, c),
        f"{district.geography.size[c]:,}",
        f"{district[Workstations][c].hours:,.0f}",
        f"{committee.staff_hours:,.0f}",
        f"{spent.administrative / hours:.0%}" if hours else NOTHING,
        f"{committee.heads}",
        f"{int(district[TaskBook].pending[c].sum()):,}",
        f"{int(district[Voices].waiting[c]):,}",
        f"{fund / FEN_PER_YUAN:,.0f}",
        f"{organisations}",
        f"{company.profit:,.0f}" if company else NOTHING,
    )


def as_html(rows: list[Row]) -> str:
    """Write the table as HTML; all text is escaped."""
    head = _line(HEADINGS, "th")
    body = "".join(_line(row, "td") for row in rows)
    return f'<table class="shequ-table"><thead>{head}</thead><tbody>{body}</tbody></table>'


def _line(cells: Row, tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def about_html(model: PageDistrict) -> str:
    """Say in both languages where the run stands, when levers act, and what prints the same numbers."""
    first, month, last = model.first_policy_month, model.month, model.last_month
    rules = "status quo 现状" if month < first else "under the policy 政策实施中"
    place, people = model.scenario.place, f"{len(model.residents):,}"
    return (
        f"<p><b>{escape(place.label_en)} {escape(place.label_zh)}</b>, {people} residents 居民. "
        f"<b>Month {month} of {last} 第{month}/{last}个月</b>: {rules}</p>"
        "<p>Settings on the left are taken over at Reset. "
        f"Levers act from month {first} on; before it the status quo rules. "
        f"左侧参数在重置 (Reset) 后生效；政策自第{first}个月起实施，此前为现状。</p>"
        f"{_about_burn_in(model)}"
        f"<p>The same run at the command line 命令行复现: <code>{escape(model.command)}</code></p>"
    )


def _about_burn_in(model: PageDistrict) -> str:
    """Warn of a page that starts its reform earlier than a batch run would."""
    here, usual = model.calendar.burn_in, model.usual_burn_in
    if here >= usual:
        return ""
    return (
        f"<p>Before the policy date this page lives through {here} months, a batch run through {usual}: "
        "part of what still rises then is start-up and not reform. "
        f"政策实施前，本页面只运行{here}个月（批量运行为{usual}个月），此后的上升有一部分来自启动过程而非改革。</p>"
    )
