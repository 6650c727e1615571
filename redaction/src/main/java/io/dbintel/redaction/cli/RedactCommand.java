package io.dbintel.redaction.cli;

import io.dbintel.redaction.language.QueryLanguage;
import io.dbintel.redaction.pii.PiiScanner;
import io.dbintel.redaction.pii.config.HmacKey;
import io.dbintel.redaction.pii.config.MaskMode;
import io.dbintel.redaction.pii.config.PiiConfig;
import io.dbintel.redaction.pii.config.Sensitivity;
import io.dbintel.redaction.sql.OutputProfile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code dbintel redact}: JSON lines in, the same lines without literals and private values out.
 */
@Command(
    name = "redact",
    mixinStandardHelpOptions = true,
    version = "see dbintel --version",
    description = {
      "Reads lines {\"id\":…,\"text\":…} (optionally \"kind\" and \"language\") and writes, in"
          + " order,",
      "{\"id\",\"text\",\"fingerprint\",\"summary\",\"operation\",\"collections\",\"tags\",\"truncated\","
          + "\"malformed\",",
      "\"detections\"}. Offsets of detections are UTF-16 positions in the input."
    })
public final class RedactCommand implements Callable<Integer> {

  private final InputStream in;
  private final OutputStream out;

  @Option(
      names = "--kind",
      defaultValue = "statement",
      converter = KindConverter.class,
      description = "What the texts are: " + TextKind.NAMES + " (default: ${DEFAULT-VALUE}).")
  private TextKind kind;

  @Option(
      names = {"--language", "--dialect"},
      defaultValue = "generic_sql",
      converter = LanguageConverter.class,
      description =
          "What statements and plans are written in: postgresql, mysql, mariadb, oracle, tsql, cql,"
              + " generic_sql, mongodb_command, redis_command or opensearch_query_dsl (default:"
              + " ${DEFAULT-VALUE}).")
  private QueryLanguage language;

  @Option(
      names = "--profile",
      defaultValue = "default",
      description =
          "Conventions for the text of SQL: default, datadog, pg_stat_statements or newrelic"
              + " (default: ${DEFAULT-VALUE}).")
  private OutputProfile profile;

  @Option(
      names = "--sensitivity",
      defaultValue = "medium",
      description = "Detectors to run: low, medium or high (default: ${DEFAULT-VALUE}).")
  private Sensitivity sensitivity;

  @Option(
      names = "--mask",
      defaultValue = "redact",
      description =
          "What replaces private values: redact, hmac, partial or keep_format (default:"
              + " ${DEFAULT-VALUE}).")
  private MaskMode mask;

  @Option(names = "--tenant", defaultValue = "", description = "Whose HMAC tokens to make.")
  private String tenant;

  @Option(
      names = "--hmac-key-file",
      description = "File with the secret of --mask hmac, at least 16 bytes.")
  private Path hmacKeyFile;

  @Option(
      names = "--hmac-key-version",
      defaultValue = "1",
      description = "Version of that secret (default: ${DEFAULT-VALUE}).")
  private int hmacKeyVersion;

  RedactCommand(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Exit code 0: the end of the input was reached; 1: a stream failed; 2: usage. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.in, System.out).execute(arguments));
  }

  static CommandLine commandLine(InputStream in, OutputStream out) {
    return new CommandLine(new RedactCommand(in, out))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("dbintel redact: " + failure.getMessage());
              return failure instanceof IOException ? 1 : 2;
            });
  }

  @Override
  public Integer call() throws IOException {
    LineRedactor redactor =
        new LineRedactor(kind, language, profile, PiiScanner.of(config()).forTenant(tenant));
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    Writer answers = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      answers.write(redactor.answer(line));
      answers.write('\n');
      if (!lines.ready()) {
        answers.flush();
      }
    }
    answers.flush();
    return 0;
  }

  /** Reads {@code --kind}. */
  static final class KindConverter implements ITypeConverter<TextKind> {
    @Override
    public TextKind convert(String name) {
      return TextKind.of(name).orElseThrow(() -> unknown("a kind of text", name, TextKind.NAMES));
    }
  }

  /** Reads {@code --language}. */
  static final class LanguageConverter implements ITypeConverter<QueryLanguage> {
    @Override
    public QueryLanguage convert(String name) {
      return Languages.find(name)
          .orElseThrow(() -> unknown("a query language", name, Languages.NAMES));
    }
  }

  private static TypeConversionException unknown(String what, String name, String allowed) {
    return new TypeConversionException(
        "'" + name + "' is not " + what + "; give one of " + allowed);
  }

  private PiiConfig config() throws IOException {
    HmacKey key =
        hmacKeyFile == null
            ? null
            : new HmacKey(hmacKeyVersion, Files.readString(hmacKeyFile).strip());
    return PiiConfig.defaults().withSensitivity(sensitivity).withMask(mask, key);
  }
}
