package io.dbintel.runtime.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in PEM (RFC 7468). */
final class PemFiles {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

  private PemFiles() {}

  /**
   * The certificates of a file, in its order.
   *
   * @param setting that names the file, for messages
   * @throws IllegalArgumentException when it has none or cannot be read
   */
  static List<Certificate> certificates(String setting, Path file) {
    try {
      List<Certificate> found =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(read(setting, file))));
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException notPem) {
      // told below, without what was in the file
    }
    throw new IllegalArgumentException(
        setting + ": a PEM file with BEGIN CERTIFICATE; " + file + " holds no certificate");
  }

  /**
   * The private key of a file.
   *
   * @param setting that names the file, for messages
   * @throws IllegalArgumentException when it has none or one of another form than PKCS #8
   */
  static PrivateKey privateKey(String setting, Path file) {
    Matcher pem = KEY.matcher(new String(read(setting, file), StandardCharsets.ISO_8859_1));
    if (!pem.find() || !pem.group(1).equals("PRIVATE KEY")) {
      throw new IllegalArgumentException(
          setting
              + ": a PEM file with BEGIN PRIVATE KEY (PKCS #8, not encrypted); "
              + file
              + " holds none, openssl pkcs8 -topk8 -nodes converts other forms");
    }
    try {
      return key(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(2))));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          setting + ": an RSA, EC or EdDSA key; the one in " + file + " cannot be read");
    }
  }

  private static PrivateKey key(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException other) {
        // of another algorithm, or damaged
      }
    }
    throw new InvalidKeySpecException("none of " + KEY_ALGORITHMS);
  }

  private static byte[] read(String setting, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          setting
              + ": a file that this service may read; "
              + file
              + " gave "
              + unreadable.getClass().getSimpleName());
    }
  }
}
