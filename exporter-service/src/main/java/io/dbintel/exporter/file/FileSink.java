package io.dbintel.exporter.file;

import io.dbintel.exporter.config.FileConfig;
import io.dbintel.exporter.mapping.ResultMapper;
import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import io.dbintel.exporter.sink.Sink;
import io.dbintel.exporter.sink.SinkOutcome;
import io.dbintel.runtime.health.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** OTLP JSON lines in files: an archive that the collector's otlpjsonfile receiver reads. */
public final class FileSink implements Sink {

  private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);

  private final FileConfig config;
  private final ResultMapper mapper;
  private final Map<Signal, RotatingFile> files = new EnumMap<>(Signal.class);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final long retryMillis;
  private volatile Health health = Health.up();

  public FileSink(FileConfig config) {
    this.config = config;
    this.retryMillis = config.retryInterval().toMillis();
    this.mapper = new ResultMapper(config.identity(), false);
    for (Signal signal : Signal.values()) {
      files.put(
          signal,
          new RotatingFile(
              config.directory(),
              signal.toString(),
              config.rotateAfter().bytes(),
              config.maxFiles()));
    }
  }

  /** Returns when the operating system has the lines; tries again while it refuses them. */
  @Override
  public List<SinkOutcome> send(Signal signal, List<ResultItem> items) throws InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (ResultItem item : items) {
      if (item instanceof ResultItem.Event event) {
        lines.append(OtlpJson.of(mapper.log(event.event()))).append('\n');
      } else if (item instanceof ResultItem.Metrics metrics) {
        mapper.metrics(metrics.metrics()).forEach(m -> lines.append(OtlpJson.of(m)).append('\n'));
      }
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    while (!written(signal, bytes)) {
      if (closed.await(retryMillis, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("the file sink was closed");
      }
    }
    return List.of(SinkOutcome.written(ResultItem.size(items), bytes.length));
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    for (RotatingFile file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        LOG.warn("cannot close a file in {}: {}", config.directory(), e.toString());
      }
    }
  }

  private synchronized boolean written(Signal signal, byte[] lines) {
    if (closed.getCount() == 0) {
      return false;
    }
    try {
      files.get(signal).append(lines);
      health = Health.up();
      return true;
    } catch (IOException e) {
      Health now =
          Health.down(
              "cannot write to "
                  + config.directory()
                  + ": "
                  + e
                  + "; trying again (results wait in Kafka)");
      if (!now.equals(health)) {
        LOG.warn("{}", now.message());
      }
      health = now;
      return false;
    }
  }
}
