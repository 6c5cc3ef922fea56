package org.lianzhen.gateway.member;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Certificates of two nodes; their keys are nobody's. */
final class TestCertificates {
    /** Of CN=CT1,O=County. */
    static final X509Certificate CT1 = parsed("""
            MIIBlTCCATugAwIBAgIUadQ1QQ2/slUKBIKsyuSHfZoqP4cwCgYIKoZIzj0EAwIw
            HzEPMA0GA1UECgwGQ291bnR5MQwwCgYDVQQDDANDVDEwIBcNMjYxMTI4MTY1MjI4
            WhgPMjEyNjExMDQxNjUyMjhaMB8xDzANBgNVBAoMBkNvdW50eTEMMAoGA1UEAwwD
            Q1QxMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFamnfdieBF5S/xa9jidj46Uf
            y8Z3HWP4C7RnQpTVJ/WynYyfOcvVvaK3jQTxmE+hpAGtzgqqDpSjaneazkf8aKNT
            MFEwHQYDVR0OBBYEFLsN/JT5vgVFB1Khtb56EHiwyeqpMB8GA1UdIwQYMBaAFLsN
            /JT5vgVFB1Khtb56EHiwyeqpMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
            SAAwRQIhAPUdObYOA6ci7UKreZX5pUWp3bd7jMzWts5NpoxAXgG0AiAfshzJnHcK
            QnIybfp084R3dSAbhLQwnJcwRUlYcI7sXw==
            """);
    /** Of CN=CT2,O=County. */
    static final X509Certificate CT2 = parsed("""
            MIIBlTCCATugAwIBAgIUCJz5cST5uel/rOkb4qoH6wxA31YwCgYIKoZIzj0EAwIw
            HzEPMA0GA1UECgwGQ291bnR5MQwwCgYDVQQDDANDVDIwIBcNMjYxMTI4MTY1MjI4
            WhgPMjEyNjExMDQxNjUyMjhaMB8xDzANBgNVBAoMBkNvdW50eTEMMAoGA1UEAwwD
            Q1QyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWLJT839K8aB9g0y52sL2szrp
            2qy0V/ZKNTGHyr+KKKgYNtseY+pQHIV1gPyBsvWusYzfTCjKe57dnmjejcV0Q6NT
            MFEwHQYDVR0OBBYEFNeW/Y+MgffAFG7avuwyIBygAtjjMB8GA1UdIwQYMBaAFNeW
            /Y+MgffAFG7avuwyIBygAtjjMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
            SAAwRQIgH5lJXuR3tSzH8DVRcvZOZrhpfyIsxAzsIx7mnwEi6PgCIQDrBAXmlhQS
            Q8V4QdqmzoG8g30ofgry9HE44bqFoshDcw==
            """);
    /** As OpenSSL says it of CT1. */
    static final String CT1_FINGERPRINT = "17:38:15:78:0D:B6:7A:F9:E9:C7:80:E4:BE:53:F4:6C:"
            + "58:82:88:C8:90:C5:EA:4C:80:20:15:45:49:5D:05:DD";

    private TestCertificates() {}

    private static X509Certificate parsed(String base64) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
