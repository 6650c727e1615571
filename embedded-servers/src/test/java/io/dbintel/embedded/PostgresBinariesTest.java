package io.dbintel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  @TempDir private Path base;

  @Test
  void unpacksTheVersionOnTheClassPathOnce() throws IOException {
    Path home = PostgresBinaries.unpacked("18", base);

    assertThat(home.resolve("bin/postgres")).isExecutable();
    assertThat(home.resolve("share/postgresql/extension/pg_stat_statements.control"))
        .isRegularFile();
    FileTime made = Files.getLastModifiedTime(home);
    assertThat(PostgresBinaries.unpacked("18", base)).isEqualTo(home);
    assertThat(Files.getLastModifiedTime(home)).isEqualTo(made);
    try (Stream<Path> kept = Files.list(base)) {
      assertThat(kept).containsExactly(home);
    }
  }

  @Test
  void unpacksAVersionThatTheBuildCopied() throws IOException {
    assertThat(PostgresBinaries.unpacked("12", base).resolve("bin/postgres")).isExecutable();
  }

  @Test
  void namesAVersionThatIsNotHere() {
    assertThatThrownBy(() -> PostgresBinaries.unpacked("9", base))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no binaries of PostgreSQL 9 here, found [12, 13")
        .hasMessageContaining("copies 12 to 17");
  }
}
