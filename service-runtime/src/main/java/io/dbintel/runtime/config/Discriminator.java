package io.dbintel.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value that chooses this record among those that implement a sealed interface marked {@link
 * DiscriminatedBy}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Discriminator {

  /** The value in lower case, for example {@code otlp}; reading takes {@code -} for {@code _}. */
  String value();
}
