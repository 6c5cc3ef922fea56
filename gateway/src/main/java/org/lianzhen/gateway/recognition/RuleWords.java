package org.lianzhen.gateway.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a rule found, to a doctor who does not know the rules. */
final class RuleWords {
    static final Sentence OTHERWISE = new Sentence("其他地区的结果，没有覆盖本单位的互认标识：可以参考，由接诊医师判断",
            "From elsewhere, and no mark of quality covers this unit: it may be used as the doctor judges");

    private static final List<Sentence> VOUCHED = List.of(
            new Sentence("质控合格，互认标识覆盖本单位：应当互认",
                    "Quality control passed, and its mark covers this unit: to be recognised"),
            new Sentence("同一医共体，质控合格：应当互认", "Of the same consortium, and quality control passed: to be recognised"),
            new Sentence("同一医共体，没有质控结论：可以互认",
                    "Of the same consortium, with nothing known of its quality control: may be recognised"));
    private static final List<Sentence> NOT_VOUCHED = List.of(
            new Sentence("没有覆盖本单位的互认标识", "No mark of quality covers this unit"),
            new Sentence("不属于同一医共体，或没有质控合格结论",
                    "Not of the same consortium, or its quality control is not known to have passed"),
            new Sentence("不属于同一医共体", "Not of the same consortium"));

    private RuleWords() {}

    static Sentence of(EligibilityRule rule, boolean holds, Case one) {
        return switch (rule) {
            case SAME_PERSON -> holds ? new Sentence("是同一患者", "It is the same patient")
                    : new Sentence("不是同一患者的结果", "It is another patient's");
            case IDENTITY_VERIFIED -> holds
                    ? new Sentence("患者身份已按证件或卡号核实", "The patient is known by a number of their own")
                    : new Sentence("患者身份未核实，只有姓名相同", "The patient is known by the name only");
            case REPORT_FINAL -> report(holds, one);
            case IN_CATALOGUE -> catalogue(holds, one);
            case EQUIVALENT -> equivalent(holds, one);
            case IN_TIME -> window(holds, one);
            case NOT_SUSPENDED -> holds ? new Sentence("出具单位未被暂停互认", "The unit that made it is not suspended")
                    : new Sentence("出具单位或其互认标识在此期间被暂停", "The unit that made it, or its mark, was suspended since");
            case NOT_FAILED -> holds ? new Sentence("检查当日没有质控不合格的记录", "No failed quality control on that day")
                    : new Sentence("出具单位该项目质控不合格", "The unit failed quality control of this item");
            case IMAGES_THERE, IMAGES_USABLE -> images(rule, holds, one);
            case OF_ANOTHER_UNIT -> holds ? new Sentence("由其他单位出具", "Another unit made it")
                    : new Sentence("是本单位已有的结果，属于院内重复检查", "This unit has made it already: a repetition within the unit");
        };
    }

    private static Sentence report(boolean holds, Case one) {
        if (holds) {
            return new Sentence("报告已签发", "Its report is final");
        }
        return one.result().standing().report() == ExamResult.ReportStatus.WITHDRAWN
                ? new Sentence("报告已撤回", "Its report was withdrawn")
                : new Sentence("报告尚未签发", "Its report is not final yet");
    }

    private static Sentence catalogue(boolean holds, Case one) {
        if (holds) {
            return new Sentence("两个项目都在互认目录内", "Both items are in the catalogue");
        }
        return one.ordered() == null ? new Sentence("所开项目不在互认目录内", "What is ordered is not in the catalogue")
                : new Sentence("已有结果的项目不在互认目录内", "What was examined is not in the catalogue");
    }

    private static Sentence equivalent(boolean holds, Case one) {
        String there = one.done().name().zh();
        String wanted = one.wanted().name().zh();
        if (holds) {
            return new Sentence("已有的“" + there + "”可以回答所开的“" + wanted + "”",
                    "It answers what is ordered: " + one.done().name().en());
        }
        return one.done().answers(one.wanted())
                ? new Sentence("检查侧别不同", "It is of the other side")
                : new Sentence("已有的“" + there + "”不能代替所开的“" + wanted + "”（部位、方式或增强不同）",
                        one.done().name().en() + " does not answer " + one.wanted().name().en()
                                + ": another part of the body, method or contrast");
    }

    private static Sentence window(boolean holds, Case one) {
        Integer days = one.wanted().validityDays();
        if (one.age() < 0) {
            return new Sentence("检查日期在今天之后", "It is dated after today");
        }
        if (days == null) {
            return new Sentence("该项目没有有效期限制", "The item has no time limit");
        }
        String zh = "（检查日期 " + one.performed() + "，有效期 " + days + " 天）";
        String en = " (" + one.performed() + ", valid for " + days(days) + ")";
        return holds ? new Sentence("在有效期内，还剩 " + (days - one.age()) + " 天" + zh,
                "Still valid for " + days(days - one.age()) + en)
                : new Sentence("超过有效期 " + (one.age() - days) + " 天" + zh,
                        "Out of date by " + days(one.age() - days) + en);
    }

    private static String days(long count) {
        return count + (count == 1 ? " day" : " days");
    }

    private static Sentence images(EligibilityRule rule, boolean holds, Case one) {
        if (rule == EligibilityRule.IMAGES_THERE) {
            if (!holds) {
                return new Sentence("原始图像无法调阅", "Its images cannot be had");
            }
            return one.done().imagesRequired() ? new Sentence("原始图像可以调阅", "Its images can be had")
                    : new Sentence("该项目不需要图像", "The item needs no images");
        }
        return holds ? new Sentence("图像质量没有被评为丙级或废片", "Its images were not graded C or rejected")
                : new Sentence("图像质量为丙级或废片", "Its images were graded C or rejected");
    }

    /** @param index of the rule among those of vouching */
    static Sentence vouching(int index, boolean holds, @Nullable OutcomeCode reservation) {
        if (!holds || reservation == null) {
            return (holds ? VOUCHED : NOT_VOUCHED).get(index);
        }
        return reservation == OutcomeCode.M03
                ? new Sentence("质控合格，但设备低于该项目的最低要求：可以互认",
                        "Quality control passed, but the device is below the minimum of the item: may be recognised")
                : new Sentence("质控合格，但该方向或试点的互认尚未开启：可以互认",
                        "Quality control passed, but this direction or pilot is switched off: may be recognised");
    }
}
