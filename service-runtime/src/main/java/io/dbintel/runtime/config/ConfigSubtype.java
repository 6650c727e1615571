package io.dbintel.runtime.config;

/**
 * Adds one record to an interface marked {@link DiscriminatedBy}. Extend it with a service
 * interface of your own, name that in {@link DiscriminatedBy#provider()}, and register
 * implementations for {@link java.util.ServiceLoader} under that interface.
 */
public interface ConfigSubtype {

  /** The value that chooses the record, in lower case, for example {@code postgresql}. */
  String discriminator();

  /** The record; it implements the marked interface. */
  Class<? extends Record> configType();
}
