"""The clauses of the source that recommend something: where each stands and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Clause:
    """A recommendation, or a section of them.

    Attributes:
        id: ``"S1"`` for a section, ``"S1.2"`` for a clause in it; ``"D4"`` for the principle before them.
        label_en: heading in English.
        label_zh: heading in the source's words.
    """

    id: str
    label_en: str
    label_zh: str

    @property
    def section(self) -> str:
        """Section to which it belongs."""
        return self.id.partition(".")[0]


CLAUSES: Final = {
    one.id: one
    for one in (
        Clause("D4", "Government leads and yields space", "坚持党委、政府主导，同时让渡空间"),
        Clause("S1", "Boundary between government and community", "规范政府与社区的事权边界"),
        Clause("S1.1", "What government may ask of a community", "明确政府进社区事项的内容及责任"),
        Clause("S1.2", "Rules for temporary government tasks", "制定临时性、阶段性政府事务进社区的管理办法"),
        Clause("S1.3", "Catalogue of functions to transfer and buy", "编制政府职能转移和购买服务的目录"),
        Clause("S2", "Reform of the share-cooperative companies", "推动社区股份合作公司发展改革"),
        Clause("S2.1", "Account of public services and spending", "摸清公共服务事项、费用支出情况"),
        Clause("S2.2", "Catalogue and budget of public services", "制定公共服务事项目录及资金预算"),
        Clause("S2.3", "Towards a modern enterprise", "推进股份公司逐步向现代企业发展"),
        Clause("S2.4", "The company's social responsibility", "引导股份公司履行企业的社会责任"),
        Clause("S2.5", "Locals and newcomers mix", "促进本地居民与外来居民融合交流"),
        Clause("S3", "Pilots of the community's administration", "进行社区管理体制改革试点"),
        Clause(
            "S3.1", "Pilots in communities of several types", "选择若干不同类型的社区进行管理体制改革试点"
        ),
        Clause("S3.2", "Party-building in the community", "加强社区党建"),
        Clause("S3.3", "The residents' committee as organiser", "加强社区居委会建设"),
        Clause("S3.4", "The community service centre", "加强社区服务中心建设"),
        Clause("S4", "Community social organisations", "培育和发展社区社会组织"),
        Clause("S4.1", "Plan their place and yield space", "谋划布局，让渡空间"),
        Clause("S4.2", "Rules and guidance by class", "完善制度，分类指导"),
        Clause("S4.3", "More support in money and people", "加大扶持力度"),
        Clause("S4.4", "Supervision", "完善监管机制"),
        Clause("S5", "Residents as the main actors", "发挥居民群众在社区自治中的主体作用"),
        Clause("S5.1", "Culture, from spontaneous to organised", "促进社区文化活动有组织、复合型发展"),
        Clause("S5.2", "Channels to take part", "构建并畅通居民参与社区自治的渠道"),
        Clause("S5.3", "The path of community elites", "培养社区精英和骨干"),
        Clause("S5.4", "Older people, women and youth", "以老人、妇女、青少年为重点，培养主力军"),
        Clause("S5.5", "Community education", "加强社区教育，提升居民的自治能力"),
    )
}
SECTIONS: Final = tuple(one for one in CLAUSES.values() if one.id == one.section)
