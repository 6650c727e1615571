package io.dbintel.exporter.file;

import io.dbintel.exporter.config.FileConfig;
import io.dbintel.exporter.config.SinkConfig;
import io.dbintel.exporter.mapping.ResultMapper;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.health.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** OTLP JSON lines in files: an archive that the collector's otlpjsonfile receiver reads. */
public final class FileSink implements Sink {

  private final FileConfig config;
  private final ResultMapper mapper;
  private final Map<Signal, RotatingFile> files = new EnumMap<>(Signal.class);
  private volatile Health health = Health.up();

  public FileSink(SinkConfig config) {
    this.config = config.file();
    this.mapper = new ResultMapper(config.identity(), config.eventNameAttribute());
    for (Signal signal : Signal.values()) {
      files.put(
          signal,
          new RotatingFile(
              this.config.directory(),
              signal.toString(),
              this.config.rotateAfter().bytes(),
              this.config.maxFiles()));
    }
  }

  /**
   * @throws UncheckedIOException when the folder cannot be written; nothing is committed then
   */
  @Override
  public List<SinkOutcome> send(Signal signal, List<ResultItem> items) {
    StringBuilder lines = new StringBuilder();
    for (ResultItem item : items) {
      if (item instanceof ResultItem.Event event) {
        lines.append(OtlpJson.of(mapper.log(event.event()))).append('\n');
      } else if (item instanceof ResultItem.Metrics metrics) {
        mapper.metrics(metrics.metrics()).forEach(m -> lines.append(OtlpJson.of(m)).append('\n'));
      }
    }
    write(signal, lines.toString());
    int size = items.stream().mapToInt(ResultItem::size).sum();
    return List.of(SinkOutcome.written(size, lines.length()));
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public synchronized void close() {
    for (RotatingFile file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close a file in " + config.directory(), e);
      }
    }
  }

  private synchronized void write(Signal signal, String lines) {
    try {
      files.get(signal).append(lines);
    } catch (IOException e) {
      String problem = "cannot write to " + config.directory() + ": " + e.getMessage();
      health = Health.down(problem);
      throw new UncheckedIOException(problem, e);
    }
  }
}
