package io.dbintel.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourcesTest {

  @TempDir Path dir;

  @Test
  void laterFilesLieOverEarlierOnes() throws IOException {
    Path base =
        write("base.yaml", "name: base\nworkers: 4\ntags: [a, b]\nnested: {low: 2, high: 8}\n");
    Path overlay = write("site.yaml", "name: site\nworkers:\ntags: [c]\nnested: {high: 9}\n");
    Path empty = write("empty.yaml", "# nothing yet\n");

    SampleConfig config = ConfigLoader.load(SampleConfig.class, List.of(base, overlay, empty));

    assertThat(config.name()).isEqualTo("site");
    assertThat(config.workers()).isEqualTo(2);
    assertThat(config.tags()).containsExactly("c");
    assertThat(config.nested()).isEqualTo(new SampleConfig.Nested(2, 9));
  }

  @Test
  void namesFileAndLineOfTheOverlayThatIsWrong() throws IOException {
    Path base = write("base.yaml", "name: base\nworkers: 4\n");
    Path overlay = write("site.yaml", "\nworkers: many\n");

    assertThatThrownBy(() -> ConfigLoader.load(SampleConfig.class, List.of(base, overlay)))
        .hasMessageContaining("workers (" + overlay + ":2): found 'many'");
  }

  @Test
  void reportsEveryFileThatCannotBeRead() throws IOException {
    Path binary = Files.write(dir.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatThrownBy(
            () ->
                ConfigLoader.load(SampleConfig.class, List.of(dir.resolve("absent.yaml"), binary)))
        .hasMessageContaining("2 problems")
        .hasMessageContaining("no such file")
        .hasMessageContaining("binary.yaml");
  }

  @Test
  void takesValuesFromEnvironmentFilesAndDirectories() throws IOException {
    write("password", "  from file \n");
    write("user", "from dir\n");
    write("more.properties", "spool=/from/properties\n");

    SampleConfig config =
        ConfigLoader.parse(
            SampleConfig.class,
            """
            name: a
            spool: ${file:DIR/more.properties:spool}
            properties: {path: "${env:PATH}", literal: "$${env:PATH}", mixed: "<${dir:DIR:user}>"}
            login: {user: "${dir:DIR:user}", password: "${file:DIR/password}"}
            """
                .replace("DIR", dir.toString()));

    assertThat(config.spool()).isEqualTo(Path.of("/from/properties"));
    assertThat(config.properties())
        .containsEntry("path", System.getenv("PATH"))
        .containsEntry("literal", "${env:PATH}")
        .containsEntry("mixed", "<from dir>");
    assertThat(config.login())
        .contains(new SampleConfig.Login("from dir", Secret.of("  from file ")));
  }

  @Test
  void reportsPlaceholdersWithoutValueOnceEach() {
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    SampleConfig.class,
                    """
                    name: ${env:DBINTEL_NO_SUCH_VARIABLE}
                    workers: ${vault:kv:workers}
                    spool: ${file:/no/such/file}
                    tags: ["${dir:/no/such:key}"]
                    """))
        .hasMessageContaining("4 problems")
        .hasMessageContaining("set the environment variable DBINTEL_NO_SUCH_VARIABLE")
        .hasMessageContaining("one of dir, env, file")
        .hasMessageContaining("cannot read the file /no/such/file")
        .hasMessageContaining("tags[0]")
        .hasMessageContaining("create the file /no/such/key");
  }

  @Test
  void doesNotShowAValueThatCameFromAPlaceholder() throws IOException {
    write("value", "confidential");

    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    SampleConfig.class, "name: a\nworkers: ${file:" + dir + "/value}"))
        .hasMessageContaining("the value of ${file:")
        .hasMessageNotContaining("confidential");
  }

  @Test
  void takesAValueFromTheEnvironmentAsItWasSetWhateverTheLocale() throws Exception {
    String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "export LC_ALL=POSIX DB_PW=\"$(printf 'p\\303\\251\\346\\274\\242 ')\"; exec '"
                    + program
                    + "' -Xshare:auto -XX:TieredStopAtLevel=1 -cp '"
                    + System.getProperty("java.class.path")
                    + "' '"
                    + PrintsPassword.class.getName()
                    + "'")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed).isEqualTo("p\u00e9\u6f22 |");
  }

  /** Run in a process of its own, with another locale. */
  public static final class PrintsPassword {
    private PrintsPassword() {}

    public static void main(String[] arguments) {
      SampleConfig config =
          ConfigLoader.parse(
              SampleConfig.class, "name: a\nlogin: {user: u, password: '${env:DB_PW}'}");
      String password = config.login().orElseThrow().password().reveal();
      byte[] bytes = (password + "|").getBytes(StandardCharsets.UTF_8);
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
    }
  }

  @Test
  void refusesAValueThatNobodyCanRead() {
    byte[] environment = {'A', '=', 'x', 0, 'P', '=', (byte) 0xff, 0};
    assertThatThrownBy(() -> EnvironmentConfigProvider.exact("P", "\uFFFD", environment))
        .hasMessageContaining("${file:/path}");
    assertThat(EnvironmentConfigProvider.exact("P", "\u00ff", environment))
        .as("the locale is not UTF-8 and knows it")
        .isEqualTo("\u00ff");
  }

  @Test
  void usesDeclaredProviders() {
    SampleConfig config =
        ConfigLoader.parse(
            SampleConfig.class,
            """
            config.providers:
              echo: {class: %s, parameters: {prefix: pre-}}
            name: ${echo:name}
            """
                .formatted(EchoProvider.class.getName()));

    assertThat(config.name()).isEqualTo("pre-name");
  }

  @Test
  void reportsProvidersThatCannotBeUsed() {
    assertThatThrownBy(
            () ->
                ConfigLoader.parse(
                    SampleConfig.class,
                    """
                    name: a
                    config.providers:
                      absent: {class: no.such.Provider}
                      wrong: {class: java.lang.String}
                      shapeless: true
                      extra: {class: x, colour: red}
                    """))
        .hasMessageContaining("4 problems")
        .hasMessageContaining("config.providers.absent")
        .hasMessageContaining("lib folder");
    assertThatThrownBy(
            () -> ConfigLoader.parse(SampleConfig.class, "name: a\nconfig.providers: [x]"))
        .hasMessageContaining("config.providers (line:2): found a list");
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content);
  }

  /** Answers each key with a prefix and the key. */
  public static final class EchoProvider implements ConfigProvider {
    private String prefix;

    @Override
    public void configure(Map<String, ?> settings) {
      prefix = (String) settings.get("prefix");
    }

    @Override
    public ConfigData get(String path) {
      return new ConfigData(Map.of());
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
      String key = keys.iterator().next();
      return new ConfigData(Map.of(key, prefix + key));
    }

    @Override
    public void close() {}
  }
}
