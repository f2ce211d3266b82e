"""The page's own words in both languages; levers, outcomes and groups bring theirs along."""

from __future__ import annotations

from typing import Final

from sim.wording.labels import Language

WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("shequ · community self-governance", "社区多元自治模拟"),
    "what_it_is": (
        "A simulation: made-up residents and institutions of this place live under two sets of rules, "
        "as they are and reformed, month by month and with the same random draws.",
        "这是一个模拟：本地虚拟的居民和机构在现状与改革两套规则下，以相同的随机性逐月生活。",
    ),
    "source_and_limits": ("Source and limits", "来源与局限"),
    "where_from": (
        "Source: the reforms are those that a study of Bao'an district, Shenzhen, recommended in 2014; "
        "behaviour is set by surveys of 2010 to 2013. Clauses beside the levers lead to its text.",
        "来源：改革措施出自2014年深圳市宝安区的一项课题研究；行为依据2010至2013年的调查设定。杠杆旁的条款编号可查看原文。",
    ),
    "how_far": (
        "Limits: this is no forecast. Many numbers are assumed; what is compared is two worlds under "
        "the same assumptions, and differences are worth more than levels. Nobody in it is a real person.",
        "局限：这不是预测。许多数值出于假设；所比较的是同一假设下的两个世界，差异比水平更可信。其中没有真实的人。",
    ),
    "place": ("Place", "地点"),
    "seed": ("Random draws (seed)", "随机种子"),
    "seed_tip": (
        "Both worlds always share the same random draws (common random numbers).",
        "两个世界始终使用相同的随机数（共同随机数）。",
    ),
    "skip": ("Skip to the results", "跳到结果"),
    "language": ("中文", "English"),
    "status_quo": ("Status quo", "现状"),
    "reform": ("Reform", "改革"),
    "difference": ("Difference", "差异"),
    "residents": ("Residents", "居民"),
    "children": ("children", "未成年人"),
    "no_act": ("no act", "未参与"),
    "local": ("local hukou", "户籍居民"),
    "migrant": ("migrant", "非户籍居民"),
    # transport
    "play": ("Play", "播放"),
    "pause": ("Pause", "暂停"),
    "step": ("Step", "单步"),
    "reset": ("Reset", "重置"),
    "reset_tip": (
        "Back to the policy date: the levers as they stand now rule from there on.",
        "回到政策实施日：此后按当前杠杆设置重新运行。",
    ),
    "to_policy": ("To the policy date", "到政策实施日"),
    "to_end": ("To the end", "到终点"),
    "speed": ("Speed", "速度"),
    "slow": ("2 a second", "每秒2月"),
    "medium": ("5 a second", "每秒5月"),
    "fast": ("as fast as it goes", "最快"),
    "month_slider": ("Month shown", "显示月份"),
    "policy_date": ("policy date", "政策实施日"),
    "where": ("month {month} of {last}", "第 {month} / {last} 个月"),
    "before": ("{months} months before the policy date", "距政策实施还有 {months} 个月"),
    "under": ("month {months} of the reform", "改革第 {months} 个月"),
    "at_date": ("the reform begins next month", "改革自下月开始"),
    # levers
    "levers": ("Levers", "政策杠杆"),
    "preset": ("Start from", "选用方案"),
    "preset_none": ("Status quo (no lever moved)", "现状（不动任何杠杆）"),
    "preset_own": ("own settings", "自定义"),
    "status_quo_is": ("status quo: {value}", "现状：{value}"),
    "recommended_is": ("the source recommends {value}", "建议：{value}"),
    "range_is": ("range {low} to {high}", "范围 {low} 至 {high}"),
    "lever_reset": ("Back to the status quo", "恢复现状"),
    "all_reset": ("All back to the status quo", "全部恢复现状"),
    "moved_levers": ("{count} moved", "已调 {count} 项"),
    "acts_from": ("A lever moved now acts from month {month} on.", "现在调整的杠杆自第 {month} 个月起生效。"),
    "acts_branch": (
        "A lever moved now acts from month {month} on; the reform's later months are run anew.",
        "现在调整的杠杆自第 {month} 个月起生效；改革此后的月份将重新运行。",
    ),
    "acts_again": (
        "The run is at its end: when a lever is moved, the reform begins again at the policy date "
        "(month {month}) and runs to the end by itself.",
        "运行已到终点：调整杠杆后，改革将自政策实施日（第 {month} 个月）起自动重新运行到终点。",
    ),
    "did_from": ("Moved: acts from month {month} on.", "已调整：自第 {month} 个月起生效。"),
    "did_branch": (
        "Moved: the reform branches here, from month {month} on.",
        "已调整：改革由此分支，自第 {month} 个月起。",
    ),
    "did_again": (
        "Moved: the reform has begun again at the policy date, month {month}.",
        "已调整：改革已自政策实施日（第 {month} 个月）重新开始。",
    ),
    "clause": ("Clause {id} of the source", "原文条款 {id}"),
    "clause_levers": ("Its levers", "对应杠杆"),
    "clause_outcomes": ("What they should move first", "应首先影响的结果"),
    "clause_none": ("The model has no lever for it yet.", "模型尚无对应杠杆。"),
    "open_policy": ("Open a policy file", "打开政策文件"),
    # maps
    "colour_by": ("Colour residents by", "居民着色"),
    "colour.year": ("acts of the last 12 months", "近12个月的参与"),
    "colour.month": ("acts of this month", "本月的参与"),
    "colour.gate": ("gate at which they stopped", "止步的关口"),
    "colour.rung": ("rung of the ladder", "成长阶梯"),
    "colour.hukou": ("hukou", "户籍"),
    "colour.trust": ("trust", "信任"),
    "act": ("Act", "行为"),
    "highlight": ("Highlight whom the reform moved", "突出被改革改变的居民"),
    "moved.gained": ("take part only under the reform", "仅在改革下参与"),
    "moved.lost": ("take part only under the status quo", "仅在现状下参与"),
    "moved.changed": ("other acts than under the status quo", "参与方式不同"),
    "dots": ("1 dot = {count} residents; counts are estimates", "1 点 = {count} 名居民；人数为估计"),
    "map_of": ("Map of residents: {world}", "居民分布图：{world}"),
    "map_help": (
        "Click a dot to ask why; click a community's name for its institutions.",
        "点击圆点查看原因；点击社区名称查看机构。",
    ),
    "administrative": ("committee's hours: administrative", "居委会工时：行政事务"),
    "self_governing": ("self-governance and service", "自治与服务"),
    "organisations": ("a social organisation", "一个社会组织"),
    "in_force": ("community under the reform", "已实施改革的社区"),
    "as_table": ("Show as a table", "以表格显示"),
    # curves
    "curves": ("Through time", "随时间的变化"),
    "levels": ("both worlds", "两个世界"),
    "group": ("Group", "人群"),
    "outcome": ("Outcome", "结果"),
    "month": ("month", "月"),
    # headlines
    "headlines": ("What the reform does", "改革的效果"),
    "basis_one": (
        "Means of months {first} to {month}, one seed: how sure this is, the button below says.",
        "第 {first} 至 {month} 个月的平均值，单一种子；可信程度请用下方按钮计算。",
    ),
    "basis_before": (
        "Nothing to compare before the policy date: both worlds are the same.",
        "政策实施之前两个世界相同，无可比较。",
    ),
    "basis_many": (
        "Means of the {months} months from the policy date; {seeds} seeds, same random draws in both worlds.",
        "自政策实施起 {months} 个月的平均值；{seeds} 个种子，两个世界随机数相同。",
    ),
    "basis_changes": (
        "Levers moved on the way: from month {months}.",
        "途中杠杆有变动：自第 {months} 个月起。",
    ),
    "interval": ("95 % interval", "95% 区间"),
    "interval_of": ("{level} % interval", "{level}% 区间"),
    "all_outcomes": ("All outcomes", "全部结果"),
    "price": (
        "Each added participant costs the district {yuan} yuan a year.",
        "每增加一名参与者，区财政每年支出 {yuan}元。",
    ),
    "price_interval": (
        "Each added participant costs the district {yuan} yuan a year ({low} to {high}).",
        "每增加一名参与者，区财政每年支出 {yuan}元（{low} 至 {high}）。",
    ),
    # certainty
    "certainty": ("How sure are we?", "有多可信？"),
    "certainty_run": ("Run {seeds} seeds", "运行 {seeds} 个种子"),
    "certainty_tip": (
        "Runs this comparison with other seeds, in the background: the same levers in the same months.",
        "在后台以不同的随机数重复本次比较：杠杆设置及变动月份均相同。",
    ),
    "cancel": ("Cancel", "取消"),
    "run": ("Run", "运行"),
    "left_unknown": ("the time left is not known yet", "剩余时间尚不清楚"),
    "left_short": ("less than a minute left", "剩余不到1分钟"),
    "left_minutes": ("about {count} min left", "约剩 {count} 分钟"),
    "left_hours": ("about {count} h left", "约剩 {count} 小时"),
    "covers_draws": (
        "The intervals cover chance alone (the seeds), not what is unknown in the model's assumed numbers: "
        "`shequ experiment does_the_ranking_hold` and the other questions on assumptions vary these.",
        "区间只反映随机性（种子），不含模型假设数值的不确定性："
        "后者由 `shequ experiment does_the_ranking_hold` 等关于假设的问题来考察。",
    ),
    "covers_nothing": (
        "One seed: how much of a difference is chance cannot be seen, so none is marked as better or worse.",
        "单一种子：无法看出差异中有多少出于偶然，因此不标注优劣。",
    ),
    "running": ("{done} of {seeds} seeds", "已完成 {done} / {seeds} 个种子"),
    "drop": ("Show this one seed", "只看当前种子"),
    "again": ("Show the {seeds} seeds", "查看 {seeds} 个种子"),
    "stale": (
        "{seeds} seeds were run for other settings, whose numbers are not shown: "
        "above stands one seed of the levers as they are now.",
        "先前的 {seeds} 个种子属于其他设置，其数字不再显示：上表为当前杠杆设置下的单一种子。",
    ),
    "stored_question": ("Stored answer", "已存答案"),
    "stored_without_runs": (
        "Where no interval stands below, the folder has no numbers of these very settings: "
        "what is shown then is one seed, run here.",
        "下表没有区间时，该结果文件夹没有这组设置的数字：所示为此处运行的单一种子。",
    ),
    "stored_rest": ("{count} further rows are in the file.", "文件中另有 {count} 行。"),
    "stored": ("Stored result {folder}: {seeds} seeds", "已存结果 {folder}：{seeds} 个种子"),
    # why and institutions
    "details": ("Look closer", "细看"),
    "why": ("Why does a resident take part, or not?", "居民为何参与或不参与？"),
    "resident": ("Resident", "居民"),
    "community": ("Community", "社区"),
    "show": ("Show", "查看"),
    "institutions": ("Institutions of {community}", "{community} 的机构"),
    "no_resident": (
        "there is no resident {number}: their numbers go from 0 to {most}",
        "没有编号为 {number} 的居民：编号为 0 至 {most}",
    ),
    "no_community": (
        "there is no community {number}: their numbers go from 1 to {most}",
        "没有编号为 {number} 的社区：编号为 1 至 {most}",
    ),
    "nothing_chosen": (
        "Click a resident or a community on a map, or give a number here.",
        "点击地图上的居民或社区，或在此输入编号。",
    ),
    "ties": ("Ties (by number of the resident)", "联系（居民编号）"),
    "in_month": ("In month {month}", "第 {month} 个月"),
    "no_month": ("Nothing has been lived through yet.", "尚未开始运行。"),
    "facts": ("Hours, members, tasks", "工时、成员与事务"),
    "money": ("Money of this month (yuan)", "本月收支（元）"),
    # take away
    "take": ("Take away", "导出"),
    "take.toml": ("Policy file (TOML)", "政策文件 (TOML)"),
    "take.csv": ("Months of both worlds (CSV)", "逐月数据 (CSV)"),
    "take.table": ("Headline table (CSV)", "结果表 (CSV)"),
    "take.curves_png": ("Curves as PNG", "曲线图 PNG"),
    "take.curves_svg": ("Curves as SVG", "曲线图 SVG"),
    "take.maps_png": ("Maps as PNG", "地图 PNG"),
    "take.maps_svg": ("Maps as SVG", "地图 SVG"),
    "take.link": ("Link to this view", "本视图链接"),
    "take.command": ("Commands that give these numbers", "复现这些数字的命令"),
    "copy": ("Copy", "复制"),
    "copied": ("copied", "已复制"),
    "about.scenarios": ("Status quo: {status_quo}. Reform: {reform}", "现状：{status_quo}；改革：{reform}"),
    "about.moved": (" ({count} levers moved by hand)", "（手动调整 {count} 个杠杆）"),
    "about.seed": ("seed {seed}", "种子 {seed}"),
    "about.seeds": ("{seeds} seeds", "{seeds} 个种子"),
    "about.source": (
        "Source: shequ {version}, a simulation of synthetic residents",
        "来源：shequ {version}，对合成居民的模拟",
    ),
    "about.residents": ("Residents of both worlds", "两个世界的居民"),
    "column.outcome": ("outcome in words", "结果"),
    "column.group": ("group in words", "人群"),
    "column.unit": ("unit", "单位"),
    "column.low": ("95 % interval, low", "95% 区间下限"),
    "column.high": ("95 % interval, high", "95% 区间上限"),
    "column.status_quo": ("scenario of the status quo", "现状情景"),
    "column.reform": ("scenario of the reform", "改革情景"),
    "column.seeds": ("seeds", "种子"),
    "column.source": ("source", "来源"),
    "column.title": ("title", "标题"),
    "share": ("share", "比例"),
    "link_too_long": (
        "So many levers were moved on the way that neither link nor command can hold them: "
        "take the policy file and the months instead.",
        "途中变动的杠杆过多，链接和命令都无法容纳：请改为导出政策文件和逐月数据。",
    ),
    # messages
    "close": ("Close", "关闭"),
    "offline": (
        "The server does not answer. Everything that is set stands in the address of this page: "
        "when the server is back, the page comes back with it.",
        "服务器没有响应。所有设置都保存在本页地址中：服务器恢复后，页面将自动恢复。",
    ),
    "reload": ("Load again", "重新载入"),
    "failed": ("That did not work: {why}", "操作未成功：{why}"),
    "oops": (
        "Something went wrong in the page; the worlds are unharmed. Reset if it comes again.",
        "页面出现错误，模拟未受影响。如再次出现请重置。",
    ),
}


def say(language: Language, key: str, **values: object) -> str:
    """Give a word or sentence in a language."""
    return WORDS[key][language == "zh"].format(**values)
