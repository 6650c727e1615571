package io.dbintel.benchmarks.reduction;

import io.dbintel.schemas.avro.StatementPollChunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * The same polls through the topology twice: with the shipped configuration, and with every row
 * that grew named.
 *
 * @param bytesReduction share of the bytes that the shipped configuration saves
 * @param timeAttributed share of the execution time that it leaves with a name
 * @param conserved whether calls, rows, time and blocks of what left add up to what was done, in
 *     both
 * @param records result records a poll with the shipped configuration
 * @param allRecords result records a poll when every row is named
 */
record Reduction(
    double bytesReduction,
    double timeAttributed,
    boolean conserved,
    double records,
    double allRecords) {
  private static final String EVERY_ROW =
      "{selection: {top: 100000, hardCap: 100000}, sampler: {rules: [], targetPerMinute:"
          + " 10000000}}";

  /** Polls before the measured ones: of the first ones no loads are known. */
  private static final int WARM_UP = 3;

  /**
   * What is sent.
   *
   * @param exponent of the Zipf distribution of executions
   * @param sigma of the log-normal distribution of mean times
   */
  record Workload(
      int statements, long executions, int polls, double exponent, double sigma, long seed) {}

  static Reduction of(Workload workload) throws IOException {
    Path directory = Files.createTempDirectory("dbintel-reduction");
    try (Exported shipped = new Exported("", directory.resolve("shipped"));
        Exported all = new Exported(EVERY_ROW, directory.resolve("all"))) {
      return measure(workload, List.of(shipped, all));
    } finally {
      delete(directory);
    }
  }

  private static Reduction measure(Workload workload, List<Exported> topologies) {
    SkewedServer server =
        new SkewedServer(
            workload.statements(), workload.exponent(), workload.sigma(), workload.seed());
    send(new ArrayList<>(server.texts()), server, topologies);
    send(chunks(server, true), server, topologies);
    long[] before = totals(server);
    for (int poll = 0; poll < WARM_UP + workload.polls(); poll++) {
      if (poll == WARM_UP) {
        topologies.forEach(Exported::beginMeasuring);
      }
      server.execute(workload.executions());
      send(chunks(server, false), server, topologies);
    }
    long[] after = totals(server);
    boolean conserved = true;
    for (Exported topology : topologies) {
      for (int i = 0; i < after.length; i++) {
        conserved &= topology.sum(i) == after[i] - before[i];
      }
    }
    Exported shipped = topologies.get(0);
    Exported all = topologies.get(1);
    return new Reduction(
        1 - (double) shipped.bytes() / all.bytes(),
        shipped.timeAttributed(),
        conserved,
        (double) shipped.records() / workload.polls(),
        (double) all.records() / workload.polls());
  }

  private static List<SpecificRecord> chunks(SkewedServer server, boolean full) {
    List<StatementPollChunk> chunks = server.poll(full);
    return new ArrayList<>(chunks);
  }

  private static void send(
      List<SpecificRecord> records, SkewedServer server, List<Exported> topologies) {
    for (SpecificRecord record : records) {
      topologies.forEach(topology -> topology.send(record, server.time()));
    }
  }

  private static long[] totals(SkewedServer server) {
    long[] totals = new long[SkewedServer.COUNTERS.size()];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = server.total(i);
    }
    return totals;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
