package org.lianzhen.gateway.app;

import java.util.List;
import java.util.Set;
import org.lianzhen.gateway.access.Account;
import org.lianzhen.gateway.access.Role;

/** Accounts of the demonstration county: one per role and unit. Everybody knows their password. */
final class DemoAccounts {
    static final String PASSWORD = "demo";

    static final List<Account> ALL = List.of(
            account("ts1-village", "一院村医", "TS1", Role.VILLAGE_DOCTOR),
            account("ts1-doctor", "一院医生", "TS1", Role.TOWNSHIP_DOCTOR),
            account("ts1-tech", "一院技师", "TS1", Role.TECHNOLOGIST),
            account("ts2-doctor", "二院医生", "TS2", Role.TOWNSHIP_DOCTOR),
            account("ts2-tech", "二院技师", "TS2", Role.TECHNOLOGIST),
            account("ch1-doctor", "县医院医生", "CH1", Role.CLINICIAN),
            account("ch1-tech", "县医院技师", "CH1", Role.TECHNOLOGIST),
            account("ch1-radiologist", "县医院诊断医师", "CH1", Role.RADIOLOGIST),
            account("ch1-senior", "县医院审核医师", "CH1", Role.SENIOR_RADIOLOGIST),
            account("ch1-director", "影像中心主任", "CH1", Role.CENTRE_DIRECTOR),
            account("ch1-expert", "县医院专家", "CH1", Role.EXPERT),
            account("ch1-coordinator", "会诊调度", "CH1", Role.COORDINATOR),
            account("ch2-doctor", "中医院医生", "CH2", Role.CLINICIAN),
            account("ch2-tech", "中医院技师", "CH2", Role.TECHNOLOGIST),
            account("ch2-radiologist", "中医院诊断医师", "CH2", Role.RADIOLOGIST),
            account("city1-expert", "市医院专家", "CITY1", Role.EXPERT),
            account("prov1-expert", "省医院专家", "PROV1", Role.EXPERT),
            account("guest-expert", "外请专家", "PROV1", Role.GUEST_EXPERT),
            account("qc", "质控员", "CH1", Role.QC_OFFICER),
            account("office", "医共体办公室", "CH1", Role.OFFICE),
            account("board", "理事会成员", "CH1", Role.BOARD_MEMBER),
            account("supervisor", "监管人员", "CH1", Role.SUPERVISOR),
            account("auditor", "审计员", "CH1", Role.AUDITOR),
            account("admin", "安全管理员", "CH1", Role.SECURITY_ADMIN),
            account("sysadmin", "系统管理员", "CH1", Role.SYS_ADMIN),
            account("auditadmin", "审计管理员", "CH1", Role.AUDIT_ADMIN),
            account("his", "医院信息系统", "CH1", Role.HIS));

    private DemoAccounts() {}

    private static Account account(String name, String displayName, String unit, Role role) {
        return new Account(name, displayName, unit, Set.of(role), Account.State.ACTIVE, false, Account.Kind.PERSON, "");
    }
}
