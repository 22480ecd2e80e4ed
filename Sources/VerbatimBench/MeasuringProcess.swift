import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A program that prints one line of JSON about its steps.
struct MeasuringProcess: Sendable {
    let executable: String
    let arguments: [String]

    /// What PyTorch needs lest glibc give its buffers back to the system after each step and fault them in again.
    private static let heldMemory: [Environment.Key: String?] = [
        "MALLOC_MMAP_THRESHOLD_": "4294967296", "MALLOC_TRIM_THRESHOLD_": "17179869184",
        "MALLOC_TOP_PAD_": "268435456",
    ]

    /// The measurement in the last line of its output.
    func run() async -> Result<Measurement, PeerFailure> {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(executable)), arguments: Arguments(arguments),
                environment: .inherit.updating(Self.heldMemory), input: .none, output: .string(limit: 1 << 20),
                error: .string(limit: 16 << 20))
            guard result.terminationStatus.isSuccess else {
                let line = result.standardError.split(separator: "\n").last.map(String.init) ?? ""
                return .failure(PeerFailure(text: "\(result.terminationStatus) \(line)"))
            }
            guard let line = result.standardOutput.split(separator: "\n").last,
                let measurement = try? JSONDecoder().decode(Measurement.self, from: Data(line.utf8))
            else { return .failure(PeerFailure(text: "printed no measurement")) }
            return .success(measurement)
        } catch {
            return .failure(PeerFailure(text: "\(error)"))
        }
    }
}
