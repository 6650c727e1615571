package io.dbintel.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.avro.PollOutcome;
import io.dbintel.schemas.registry.SchemaRegistry;
import io.dbintel.schemas.serde.AvroDeserializer;
import io.dbintel.schemas.serde.WireFormat;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaIdRewriterTest {

  private final RecordEncoder encoder = new RecordEncoder();
  private final CountingRegistry registry = new CountingRegistry();

  @Test
  void givesTheRegistrysIdAndRegistersEachSchemaOnce() {
    SchemaIdRewriter rewriter = new SchemaIdRewriter(encoder, registry);
    byte[] value = encoder.encode(TestPolls.outcome(7), 1).value();

    byte[] rewritten = rewriter.rewrite(value);
    rewriter.rewrite(value);

    assertThat(WireFormat.schemaId(rewritten)).isEqualTo(1);
    assertThat(registry.subjects)
        .containsExactly("dbintel.raw-io.dbintel.schemas.avro.PollOutcome");
    PollOutcome read = new AvroDeserializer<PollOutcome>(registry).deserialize("", rewritten);
    assertThat(read.getScheduledAt()).isEqualTo(7);
  }

  @Test
  void registersEverythingBeforehand() {
    SchemaIdRewriter rewriter = new SchemaIdRewriter(encoder, registry);
    rewriter.registerAll();
    int registered = registry.subjects.size();
    rewriter.rewrite(encoder.encode(TestPolls.outcome(7), 1).value());
    assertThat(registry.subjects).hasSize(registered).hasSizeGreaterThan(4);
  }

  /** Numbers schemas as a registry server does. */
  private static final class CountingRegistry implements SchemaRegistry {

    private final List<String> subjects = new ArrayList<>();
    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public int register(String subject, Schema schema) {
      subjects.add(subject);
      schemas.add(schema);
      return schemas.size();
    }

    @Override
    public Schema byId(int id) {
      return schemas.get(id - 1);
    }
  }
}
