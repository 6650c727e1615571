package io.dbintel.streams.operators;

import io.dbintel.redaction.verify.CleanText;
import io.dbintel.schemas.avro.ServerRole;
import io.dbintel.streams.identity.InstanceHash;
import io.dbintel.streams.identity.ReadId;
import io.dbintel.streams.records.VerifiedRecord;
import io.dbintel.streams.statements.CounterEpoch;
import io.dbintel.streams.statements.KeyRange;
import io.dbintel.streams.statements.PollHeader;
import io.dbintel.streams.statements.StatementKey;
import io.dbintel.streams.statements.StatementRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a statement poll chunk of system {@code toy}, field by field; one full chunk unless said
 * otherwise.
 */
public final class Polls {
  /** Counters of the toy, by their bits. */
  public static final long RUNS = 1;

  public static final long ITEMS = 1L << 7;
  public static final long ELAPSED = 1L << 12;
  public static final long BUSY = 1L << 40;
  public static final long FAILURES = 1L << 63;

  private final ReadId read;
  private final List<StatementRow> rows = new ArrayList<>();
  private String instance = Verified.INSTANCE;
  private int chunk;
  private int chunks = 1;
  private boolean full = true;
  private boolean complete = true;
  private long start = 1_000;
  private String server = "server";
  private long countersSince = 1;
  private long serverStart = 1;
  private long selection = 1;
  private long timeline = 1;
  private ServerRole role = ServerRole.PRIMARY;
  private long evictions = -1;
  private int hiddenRows;
  private String privilegeBefore = "all";
  private String privilegeAfter = "all";
  private long counters = RUNS | ELAPSED;
  private final List<CleanText> databases = new ArrayList<>();

  private Polls(ReadId read) {
    this.read = read;
  }

  public static Polls poll(String incarnation, long seq) {
    return new Polls(new ReadId(incarnation, seq));
  }

  /** The key of a row of the instance. */
  public static StatementKey key(String instance, int job) {
    byte[] bytes = {0, (byte) (job >> 8), (byte) job, 0, 1};
    return StatementKey.of(InstanceHash.of(instance), bytes);
  }

  public Polls of(String owner) {
    instance = owner;
    return this;
  }

  public Polls at(long readStart) {
    start = readStart;
    return this;
  }

  public Polls chunk(int position, int of) {
    chunk = position;
    chunks = of;
    return this;
  }

  public Polls partial() {
    full = false;
    return this;
  }

  public Polls incomplete() {
    complete = false;
    return this;
  }

  public Polls server(String id) {
    server = id;
    return this;
  }

  public Polls countersSince(long time) {
    countersSince = time;
    return this;
  }

  public Polls serverStart(long time) {
    serverStart = time;
    return this;
  }

  public Polls selection(long hash) {
    selection = hash;
    return this;
  }

  public Polls timeline(long number) {
    timeline = number;
    return this;
  }

  public Polls role(ServerRole of) {
    role = of;
    return this;
  }

  public Polls evictions(long after) {
    evictions = after;
    return this;
  }

  public Polls hidden(int count) {
    hiddenRows = count;
    return this;
  }

  public Polls privilege(String before, String after) {
    privilegeBefore = before;
    privilegeAfter = after;
    return this;
  }

  public Polls counters(long mask) {
    counters = mask;
    return this;
  }

  public Polls row(int job, long origin, long... values) {
    rows.add(new StatementRow(key(instance, job), "job " + job, -1, -1, false, origin, values));
    return this;
  }

  /** A row of a database. */
  public Polls rowOf(String database, int job, long... values) {
    CleanText name = Verified.clean(database);
    if (!databases.contains(name)) {
      databases.add(name);
    }
    int index = databases.indexOf(name);
    rows.add(new StatementRow(key(instance, job), "job " + job, index, -1, false, 0, values));
    return this;
  }

  public Polls unreadable(int job) {
    rows.add(StatementRow.unreadable(key(instance, job)));
    return this;
  }

  public PollHeader header() {
    return new PollHeader(
        read,
        chunk,
        chunks,
        full,
        start,
        start + 1,
        new CounterEpoch(server, countersSince, serverStart),
        selection,
        timeline,
        role,
        evictions,
        evictions,
        hiddenRows,
        privilegeBefore,
        privilegeAfter);
  }

  public VerifiedRecord.Statements record() {
    return new VerifiedRecord.Statements(
        100,
        Verified.SOURCE,
        header(),
        counters,
        rows,
        full && complete ? KeyRange.ALL : null,
        databases,
        List.of(),
        Map.of());
  }
}
