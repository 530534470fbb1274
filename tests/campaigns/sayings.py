"""What people say on a walk, one sentence a line.

`{n}` and `{m}` are tickets, `{place}` is somewhere, `{secret}` is nobody's business.
"""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.strip().splitlines())


#: Nothing else that anybody says contains one of these.
SECRETS = tuple(
    f"{which}字{thing}" for thing in ("紫檀匣", "青花盏", "玳瑁梳", "端溪砚") for which in "甲乙丙丁戊己庚辛壬癸"
)
PLACES = ("3栋2单元", "3栋5单元", "5栋1单元", "7栋", "4栋1单元601门口", "99栋", "")

MATTERS = _lines("""
{place}的路灯不亮了
{place}水管爆了
{place}没水了
{place}电梯坏了
{place}楼道堆满了杂物
{place}楼道着火了
{place}有煤气味
希望小区多组织小朋友活动
{place}的灯不亮了，另外{place}垃圾没人清
{place}那家天天打孩子，为了{secret}
我和邻居吵架，为了{secret}，谁来调解一下
我家困难，想申请低保，为了{secret}
""")

OF_RESIDENTS = _lines("""
{n} 满意
{n} 一般
{n} 没修好
{n} 不用修了
{n} 催一下
{n} 到哪了
{n} 我也是
{n} 撤回
满意
还是没修好
催一下
不用修了
我的
修好了，谢谢
就是那个灯，还没修好
冒烟了
我的分怎么来的
""")
OF_WHOEVER_HAS_IT = _lines("""
{n} 接单
{n} 到现场
{n} 办结 换了新灯泡，灯亮了
{n} 暂缓到12月9日
{n} 上报 供电局 要换整根线
{n} 退回 不是我网格的
""")
OF_STAFF = _lines("""
{n} 接单
{n} 到现场
{n} 办结 换了新灯泡，灯亮了
{n} 办结 已处理
{n} 办结
{n} 退回 不是我网格的
{n} 上报 供电局 要换整根线
{n} 暂缓到12月2日
{n} 暂缓到1月20日
{n} 转给刘敏
{n} 转给物业
{n} 转给 王五
{n} 不受理 归供电局管，请打95598
{n} 不受理 不归我们管
{n} 合并 {m}
{n} 拆分 单元门也坏了
{n} 重办 还是不亮
{n} 撤回
{n} 下周三前修好
{n} 改类 心愿
{n} 改成紧急
{n} 不是隐患
{n} 内部 住户下午才在家
{n} 到哪了
""")
QUOTING = _lines("""
收到
我去看看
修好了
换好了，灯亮了
我也是
满意
没修好
不归我管
不用修了
这条不是隐患
转给刘敏
""")
ANSWERS = _lines("""
对
不对
是
算了
刘敏
3栋2单元
换了新灯泡，灯亮了
""")
OF_LEAVES_AND_FIGURES = _lines("""
明天我请假，刘敏替
我今天下午请假，陈静替
我11月25日到12月4日请假，赵刚替
我周五请假
我周五不请假了
陈静明天到后天请假，刘敏替
我回来了
谁请假了
统计
台账
今天的台账
承诺
谁超时最多
""")
