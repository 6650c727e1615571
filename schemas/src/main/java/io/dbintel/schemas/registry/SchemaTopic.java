package io.dbintel.schemas.registry;

import java.util.Map;
import org.apache.avro.Schema;

/** Where bundled registries tell one another their schemas. */
public interface SchemaTopic extends AutoCloseable {

  /** Publishes nothing and knows nothing. */
  SchemaTopic NONE =
      new SchemaTopic() {
        @Override
        public void publish(int id, Schema schema) {}

        @Override
        public Map<Integer, Schema> read() {
          return Map.of();
        }
      };

  /** Returns when the schema is stored; does nothing when it was published before. */
  void publish(int id, Schema schema);

  /** All schemas published so far. */
  Map<Integer, Schema> read();

  @Override
  default void close() {}
}
