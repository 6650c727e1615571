package io.dbintel.runtime.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a setting of a configuration record: meaning, default, allowed values. The binder
 * checks it and the JSON Schema shows it. The setting's key is the name of the record component.
 *
 * <p>A component without a default is, when omitted: an error if {@link #required()} or primitive,
 * empty if it is an {@code Optional}, {@code List} or {@code Map}, made from the defaults of its
 * own components if it is a record, and otherwise {@code null}, also for an interface marked {@link
 * DiscriminatedBy}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

  /** Means "no default"; an empty string is an ordinary default. */
  String NO_DEFAULT = "\u0000";

  /** What the setting does, with its unit: one sentence for the person who edits the file. */
  String description() default "";

  /**
   * The value when omitted, written as in the file; for lists and maps in YAML flow style such as
   * {@code "[a, b]"}. Placeholders are not resolved here.
   */
  String defaultValue() default NO_DEFAULT;

  /**
   * Smallest allowed value, written as in the file ("1", "100ms", "64KiB"); for a string its
   * length, for a list or map its size.
   */
  String min() default "";

  /** Greatest allowed value, in the same form as {@link #min()}. */
  String max() default "";

  /** Whether omitting it is an error. */
  boolean required() default false;

  /** Regular expression a string, or each string of a list, must match as a whole. */
  String pattern() default "";
}
