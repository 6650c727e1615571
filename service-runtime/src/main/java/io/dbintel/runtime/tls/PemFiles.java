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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and keys in PEM (RFC 7468). Errors never show what was in a file; those of the
 * public methods name no file either, so that the caller can speak of its own setting.
 */
public final class PemFiles {

  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

  private PemFiles() {}

  /**
   * The certificates of a file's content, in its order; empty when it has none.
   *
   * @throws CertificateException when it is something else
   */
  public static List<Certificate> certificates(byte[] pem) throws CertificateException {
    return List.copyOf(
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem)));
  }

  /**
   * The first unencrypted PKCS #8 key of a file's content, as DER; empty when it has none.
   *
   * @throws InvalidKeySpecException when it is not in Base64
   */
  public static Optional<byte[]> pkcs8(byte[] pem) throws InvalidKeySpecException {
    Matcher block = PKCS8.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!block.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getMimeDecoder().decode(block.group(1)));
    } catch (IllegalArgumentException notBase64) {
      throw new InvalidKeySpecException("a key that is not in Base64");
    }
  }

  /**
   * The RSA, EC or EdDSA key in DER.
   *
   * @throws InvalidKeySpecException when it is of another algorithm, or damaged
   */
  public static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(pkcs8);
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException other) {
        // of another algorithm, or damaged
      }
    }
    throw new InvalidKeySpecException("none of " + KEY_ALGORITHMS);
  }

  /**
   * The certificates of a file, in its order.
   *
   * @param setting that names the file, for messages
   * @throws IllegalArgumentException when it has none or cannot be read
   */
  public static List<Certificate> certificates(String setting, Path file) {
    try {
      List<Certificate> found = certificates(read(setting, file));
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
  public static PrivateKey privateKey(String setting, Path file) {
    try {
      Optional<byte[]> encoded = pkcs8(read(setting, file));
      if (encoded.isPresent()) {
        return privateKey(encoded.get());
      }
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalArgumentException(
          setting + ": an RSA, EC or EdDSA key; the one in " + file + " cannot be read");
    }
    throw new IllegalArgumentException(
        setting
            + ": a PEM file with BEGIN PRIVATE KEY (PKCS #8, not encrypted); "
            + file
            + " holds none, openssl pkcs8 -topk8 -nodes converts other forms");
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
