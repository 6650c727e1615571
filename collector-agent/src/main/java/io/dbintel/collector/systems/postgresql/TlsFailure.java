package io.dbintel.collector.systems.postgresql;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Says what is wrong with a protected connection, and how to choose less protection. */
final class TlsFailure {

  private static final String VERIFIER = "HostnameVerifier";

  private TlsFailure() {}

  /**
   * Whether a connection failed for its protection.
   *
   * @param driverText what the driver says; in every language it has these words
   */
  static boolean is(Throwable cause, String driverText) {
    return cause instanceof SSLException
        || cause instanceof GeneralSecurityException
        || driverText.contains("SSL")
        || driverText.contains(VERIFIER);
  }

  static String explained(Throwable cause, String driverText, PostgresConfig instance) {
    String mode = instance.tls().modeFor(instance.host());
    if (driverText.contains(VERIFIER)) {
      return "the certificate of "
          + instance.host()
          + ":"
          + instance.port()
          + " is for another host name; set instances[].host to a name that it is for, or"
          + " instances[].tls.mode: verify-ca (any host name)";
    }
    return what(cause, instance.host() + ":" + instance.port(), mode)
        + "; set instances[].tls.rootCertificate to the PEM file of its authority, or choose less"
        + " with instances[].tls.mode: verify-ca (any host name), require (any certificate), prefer"
        + " or disable (no protection)";
  }

  private static String what(Throwable cause, String address, String mode) {
    if (cause instanceof CertificateException
        || cause instanceof CertPathBuilderException
        || cause instanceof CertPathValidatorException) {
      return "the certificate of " + address + " is not trusted";
    }
    return cause instanceof SSLException
        ? address + " and the agent agree on no protection with tls.mode " + mode
        : address + " offers no TLS, which tls.mode " + mode + " asks for";
  }
}
