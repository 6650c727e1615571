package io.dbintel.collector.systems.mysql;

import io.dbintel.collector.system.PollFailure;
import io.dbintel.runtime.tls.PemFiles;
import io.dbintel.runtime.tls.TlsContext;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.client.tls.HostnameVerifier;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.export.SslMode;
import org.mariadb.jdbc.plugin.TlsSocketPlugin;

/**
 * Protects connections as {@link MysqlTlsConfig} says. Unlike the driver's own it knows keys in
 * PEM, and an authority is verified by the authorities that Java trusts unless another is named.
 */
public final class TlsPlugin implements TlsSocketPlugin {

  static final String TYPE = "dbintel";
  static final String ROOT_CERTIFICATE = "dbintelRootCertificate";
  static final String CERTIFICATE = "dbintelCertificate";
  static final String KEY = "dbintelKey";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public TrustManager[] getTrustManager(
      Configuration conf, ExceptionFactory exceptions, HostAddress host) throws SQLException {
    Path root = path(conf, ROOT_CERTIFICATE);
    if (root == null) {
      // null: the authorities that Java trusts
      return conf.sslMode() == SslMode.TRUST ? new TrustManager[] {new TrustsAnyone()} : null;
    }
    try {
      return TlsContext.trusting(PemFiles.certificates("tls.rootCertificate", root));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  @Override
  public KeyManager[] getKeyManager(Configuration conf, ExceptionFactory exceptions)
      throws SQLException {
    Path certificate = path(conf, CERTIFICATE);
    Path key = path(conf, KEY);
    if (certificate == null || key == null) {
      return null;
    }
    try {
      return TlsContext.showing(
          PemFiles.privateKey("tls.key", key),
          PemFiles.certificates("tls.certificate", certificate));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private static Path path(Configuration conf, String name) {
    String path = conf.nonMappedOptions().getProperty(name);
    return path == null ? null : Path.of(path);
  }

  private static SQLException unusable(Exception e) {
    String message =
        e instanceof IllegalArgumentException
            ? "instances[]." + e.getMessage()
            : "instances[].tls.certificate and key do not belong together; set both anew";
    return new SQLException(new PollFailure("tls", message, true, e));
  }

  @Override
  public void verify(String host, SSLSession session, long threadId) throws SSLException {
    Certificate[] chain = session.getPeerCertificates();
    HostnameVerifier.verify(host, (X509Certificate) chain[0], threadId);
  }

  /** For the modes that protect against listeners only. */
  private static final class TrustsAnyone implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      // nobody logs in here
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // as the mode says
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
