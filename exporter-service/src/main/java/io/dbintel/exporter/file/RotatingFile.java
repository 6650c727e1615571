package io.dbintel.exporter.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files {@code name-000001.jsonl}, {@code name-000002.jsonl}, ... of bounded size and number. Not
 * thread-safe.
 */
final class RotatingFile implements AutoCloseable {

  private final Path directory;
  private final String name;
  private final long rotateAfter;
  private final int maxFiles;
  private final Pattern pattern;
  private Writer writer;
  private long written;

  RotatingFile(Path directory, String name, long rotateAfter, int maxFiles) {
    this.directory = directory;
    this.name = name;
    this.rotateAfter = rotateAfter;
    this.maxFiles = maxFiles;
    this.pattern = Pattern.compile(Pattern.quote(name) + "-(\\d{6,})\\.jsonl");
  }

  /** Appends lines and returns when the operating system has them. */
  void append(String lines) throws IOException {
    if (writer == null || written >= rotateAfter) {
      rotate();
    }
    writer.write(lines);
    writer.flush();
    written += lines.length();
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }

  private void rotate() throws IOException {
    close();
    Files.createDirectories(directory);
    List<Path> files = files();
    int next = files.isEmpty() ? 1 : number(files.get(files.size() - 1)) + 1;
    for (Path old : files.subList(0, Math.max(0, files.size() - maxFiles + 1))) {
      Files.delete(old);
    }
    Path file = directory.resolve(String.format("%s-%06d.jsonl", name, next));
    writer =
        new BufferedWriter(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW));
    written = 0;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> pattern.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  private int number(Path file) {
    var matcher = pattern.matcher(file.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
