import Testing
import Verbatim
import VerbatimTestSupport

/// The executor's fingerprint of a state is the stated one, on every instruction set and for any number of threads.
@Suite struct FingerprintTests {
    @Test func theFastFingerprintIsTheStatedOne() throws {
        var generator = SampleGenerator(5)
        for counts in [
            [], [0], [1], [1023], [1024], [1025, 0, 3], [4096, 1, 2047], [300_000, 7, 70_000], [1 << 20],
        ] {
            let values =
                counts.map { generator.tensor(TensorType([$0], .f32), .ordinary) }
                + [generator.tensor(TensorType([13], .u8), .ordinary)]
            var stated = StateFingerprint()
            for value in values { value.withUnsafeBytes { stated.append($0) } }
            for set in InstructionSet.available {
                for threads in [1, 2, 3, 7] {
                    let executor = try CPUExecutor(threads: threads, instructionSet: set)
                    #expect(executor.fingerprint(of: values) == stated.hex, "\(counts), \(set), \(threads)")
                }
            }
        }
    }
}
