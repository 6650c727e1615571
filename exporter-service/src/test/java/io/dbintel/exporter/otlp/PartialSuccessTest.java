package io.dbintel.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.dbintel.exporter.http.Acceptance;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialSuccessTest {

  @Property
  void readsWhatProtobufWrites(@ForAll long rejected, @ForAll String message) {
    byte[] utf8 = message.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    UnknownFieldSet foreign =
        UnknownFieldSet.newBuilder()
            .addField(7, UnknownFieldSet.Field.newBuilder().addVarint(300).build())
            .addField(8, UnknownFieldSet.Field.newBuilder().addFixed64(1).build())
            .addField(9, UnknownFieldSet.Field.newBuilder().addFixed32(1).build())
            .addField(
                10,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(ByteString.copyFromUtf8("x"))
                    .build())
            .build();
    ExportMetricsServiceResponse response =
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejected)
                    .setErrorMessageBytes(ByteString.copyFrom(utf8))
                    .setUnknownFields(foreign))
            .setUnknownFields(foreign)
            .build();
    Acceptance parsed = PartialSuccess.parse(response.toByteArray());
    assertThat(parsed.rejected()).isEqualTo(rejected);
    assertThat(parsed.message())
        .isEqualTo(new String(utf8, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Property
  void arbitraryBytesAreNoPartialSuccessOrOne(@ForAll byte[] body) {
    try {
      assertThat(PartialSuccess.parse(body).message()).isNotNull();
    } catch (RuntimeException e) {
      throw new AssertionError("an answer must never stop the delivery", e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a7f", // longer than the answer
        "0affffffffffffffffff01", // negative
        "12ffffffffffffffffff01", // negative, of a field to skip
        "12020a00" + "0a04" + "0801" + "12ff", // cut in the second field
        "0a03127f41" // message longer than its part
      })
  void wrongLengthsAreFullSuccess(String hex) {
    assertThat(PartialSuccess.parse(HexFormat.of().parseHex(hex)).rejected()).isZero();
  }

  @Test
  void anEmptyBodyIsFullSuccess() {
    assertThat(PartialSuccess.parse(new byte[0])).isEqualTo(Acceptance.FULL);
  }
}
