package io.dbintel.streams.runtime;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops on every exception that an operator did not expect, and says where it happened. Unlike
 * Kafka Streams' own handlers it writes no payload to any topic: source bytes, exception texts and
 * stack traces may quote what redaction took out.
 */
public final class FailWithoutPayload
    implements ProcessingExceptionHandler,
        DeserializationExceptionHandler,
        ProductionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailWithoutPayload.class);

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    log("processing", context, exception);
    return ProcessingExceptionHandler.Response.fail();
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    log("reading the key", context, exception);
    return DeserializationExceptionHandler.Response.fail();
  }

  @Override
  public ProductionExceptionHandler.Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    log("producing to " + record.topic(), context, exception);
    // The transaction is given up and its records are processed again.
    return exception instanceof RetriableException
        ? ProductionExceptionHandler.Response.retry()
        : ProductionExceptionHandler.Response.fail();
  }

  private static void log(String step, ErrorHandlerContext context, Exception exception) {
    LOG.error(
        "{} failed at node {} for {}-{} offset {}: {}",
        step,
        context.processorNodeId(),
        context.topic(),
        context.partition(),
        context.offset(),
        exception.getClass().getName());
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // no settings
  }
}
