import Foundation
import Testing
import Verbatim
import VerbatimTestSupport

/// Checkpoints and ledgers as files: every change is found, no input crashes a reader.
@Suite struct RunFileTests {
    private let fixture = RunFixture()
    private let checkpoint: [UInt8]
    private let ledger: [UInt8]

    init() throws {
        try fixture.fit(epochs: 1)
        checkpoint = Array(try Data(contentsOf: #require(fixture.checkpoints().last)))
        ledger = try fixture.ledger()
    }

    @Test func aCheckpointIsReadBack() throws {
        let read = try Checkpoint(checkpoint, source: "checkpoint")
        #expect(try read.serialized() == checkpoint)
        let file = try SafetensorsFile(bytes: checkpoint)
        #expect(file.entries.map(\.name).contains("batchNormalization.1/movingMean") || !file.entries.isEmpty)
        #expect(file.metadata["checkpointDigest"]?.count == 64)
    }

    @Test func oneFlippedBitInACheckpointIsFound() throws {
        var places = Array(0..<min(checkpoint.count, 3000))
        places += stride(from: 3000, to: checkpoint.count, by: 97)
        var generator = SampleGenerator(3)
        for place in places {
            var bytes = checkpoint
            bytes[place] ^= 1 << UInt8(generator.int(0...7))
            #expect(throws: VerbatimError.self, "byte \(place)") { try Checkpoint(bytes, source: "c") }
        }
    }

    @Test func oneFlippedBitInALedgerIsFoundAndItsRecordNamed() throws {
        var generator = SampleGenerator(4)
        let whole = try Ledger(ledger, source: "ledger").records
        var record = 1
        for place in ledger.indices {
            var bytes = ledger
            bytes[place] ^= 1 << UInt8(generator.int(0...7))
            if place == ledger.count - 1 {
                // Without its newline the last record counts as torn.
                let read = try Ledger(bytes, source: "ledger")
                #expect(read.isTorn && read.records.count == whole.count - 1)
            } else {
                #expect {
                    try Ledger(bytes, source: "ledger")
                } throws: { error in
                    "\(error)".contains("ledger is damaged from record \(record) on")
                }
            }
            if ledger[place] == UInt8(ascii: "\n") { record += 1 }
        }
    }

    @Test func aLedgerCutAnywhereInItsLastRecordKeepsTheOthers() throws {
        let whole = try Ledger(ledger, source: "ledger")
        #expect(!whole.isTorn && whole.wholeByteCount == ledger.count)
        let start = try #require(ledger.dropLast().lastIndex(of: UInt8(ascii: "\n"))) + 1
        for cut in start..<ledger.count {
            let read = try Ledger(Array(ledger[..<cut]), source: "ledger")
            #expect(read.records == whole.records.dropLast())
            #expect(read.isTorn == (cut > start) && read.wholeByteCount == start)
        }
    }

    @Test func mutatedFilesAreRefusedWithoutACrash() throws {
        var generator = SampleGenerator(5)
        let records = try Ledger(ledger, source: "ledger").records
        for number in 0..<6000 {
            let original = number % 2 == 0 ? checkpoint : ledger
            let bytes = Self.mutated(original, &generator)
            guard bytes != original else { continue }
            if number % 2 == 0 {
                #expect(throws: VerbatimError.self) { try Checkpoint(bytes, source: "c") }
                continue
            }
            do {
                let read = try Ledger(bytes, source: "ledger")
                #expect(read.records == Array(records.prefix(read.records.count)))
            } catch is VerbatimError {}
        }
    }

    /// Mutants whose digest was made right again reach the readers behind it.
    @Test func mutantsWithARightDigestAreReadOrRefused() throws {
        var generator = SampleGenerator(6)
        let pattern = Array("\"checkpointDigest\":\"".utf8)
        var read = 0
        for _ in 0..<4000 {
            var bytes = Self.mutated(checkpoint, &generator, within: 2500)
            let start = (0..<min(bytes.count, 900)).first { bytes[$0...].starts(with: pattern) }
            guard let start, bytes.count > start + pattern.count + 64 else { continue }
            let place = start + pattern.count..<start + pattern.count + 64
            bytes.replaceSubrange(place, with: [UInt8](repeating: UInt8(ascii: "0"), count: 64))
            bytes.replaceSubrange(place, with: SHA256Digest.hex(bytes).utf8)
            if (try? Checkpoint(bytes, source: "c")) != nil { read += 1 }
        }
        #expect(read > 0)
    }

    private static func mutated(
        _ bytes: [UInt8], _ generator: inout SampleGenerator, within limit: Int = .max
    ) -> [UInt8] {
        var bytes = bytes
        for _ in 0...generator.int(0...3) {
            guard !bytes.isEmpty else { break }
            let place = generator.int(0...min(bytes.count, limit) - 1)
            switch generator.int(0...4) {
            case 0: bytes[place] ^= 1 << UInt8(generator.int(0...7))
            case 1: bytes[place] = UInt8(generator.int(0...255))
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(UInt8(generator.int(0...255)), at: place)
            default: bytes = Array(bytes[..<max(1, limit == .max ? place : bytes.count - generator.int(0...3))])
            }
        }
        return bytes
    }
}
