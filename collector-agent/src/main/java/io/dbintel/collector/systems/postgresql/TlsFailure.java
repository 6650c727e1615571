package io.dbintel.collector.systems.postgresql;

import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says what is wrong with a protected connection, and how to choose less protection. */
final class TlsFailure {

  private TlsFailure() {}

  /** Whether the driver itself refused to go on without protection or with a wrong name. */
  static boolean isDrivers(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return text.contains("does not support ssl")
        || text.contains("hostname")
        || text.contains("ssl error");
  }

  static String explained(Throwable cause, PostgresConfig instance) {
    String mode = instance.tls().modeFor(instance.host());
    String address = instance.host() + ":" + instance.port();
    String less =
        mode.equals("verify-full")
            ? "; give the authority in instances[].tls.rootCertificate, or choose less with"
                + " instances[].tls.mode: verify-ca (any host name), require (no check), prefer or"
                + " disable (no protection)"
            : "; set instances[].tls.rootCertificate, or choose less with instances[].tls.mode";
    String what =
        cause instanceof CertificateException || isUntrusted(cause)
            ? "the certificate of " + address + " is not trusted"
            : cause instanceof SSLPeerUnverifiedException
                ? "the certificate of " + address + " is for another host name"
                : "a connection to " + address + " with tls.mode " + mode + " could not be made";
    return what + less;
  }

  private static boolean isUntrusted(Throwable cause) {
    return cause instanceof java.security.cert.CertPathBuilderException
        || cause instanceof java.security.cert.CertPathValidatorException;
  }
}
