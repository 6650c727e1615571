package io.dbintel.schemas.registry;

import java.util.Map;
import org.apache.avro.Schema;

/** Where bundled registries exchange their schemas. */
public interface SchemaTopic extends AutoCloseable {

  /** Discards what is published and is always empty. */
  SchemaTopic NONE =
      new SchemaTopic() {
        @Override
        public void publish(int id, Schema schema) {}

        @Override
        public Map<Integer, Schema> read() {
          return Map.of();
        }
      };

  /** Publishes a schema and returns when it is stored; does nothing if it was published before. */
  void publish(int id, Schema schema);

  /** All published schemas by id. */
  Map<Integer, Schema> read();

  @Override
  default void close() {}
}
