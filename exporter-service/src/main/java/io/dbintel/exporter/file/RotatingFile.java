package io.dbintel.exporter.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
  private OutputStream file;
  private long written;

  RotatingFile(Path directory, String name, long rotateAfter, int maxFiles) {
    this.directory = directory;
    this.name = name;
    this.rotateAfter = rotateAfter;
    this.maxFiles = maxFiles;
    this.pattern = Pattern.compile(Pattern.quote(name) + "-(\\d{6,9})\\.jsonl");
  }

  /**
   * Appends lines and returns when the operating system has them. After a failure the next lines
   * begin a new file, so that no line is glued to half a line.
   */
  void append(byte[] lines) throws IOException {
    if (file == null || written >= rotateAfter) {
      rotate();
    }
    boolean whole = false;
    try {
      file.write(lines);
      whole = true;
    } finally {
      written = whole ? written + lines.length : rotateAfter;
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
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
    Path path = directory.resolve(String.format(Locale.ROOT, "%s-%06d.jsonl", name, next));
    file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
    written = 0;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> pattern.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparingInt(this::number))
          .toList();
    }
  }

  private int number(Path file) {
    var matcher = pattern.matcher(file.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
