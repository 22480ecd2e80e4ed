import Foundation
import Testing
import Verbatim

/// Event files hold what a run gave; `Python/read_events.py` has the real TensorBoard read the same bytes.
@Suite struct TensorBoardTests {
    /// A field of a message in protocol buffers' wire format.
    private struct Field {
        let number: Int
        let bytes: [UInt8]

        /// The fields of a message.
        static func all(_ bytes: some Sequence<UInt8>) throws -> [Field] {
            var rest = Array(bytes)[...]
            func varint() throws -> Int {
                var (value, shift) = (0, 0)
                while let byte = rest.popFirst() {
                    value |= Int(byte & 0x7f) << shift
                    if byte < 0x80 { return value }
                    shift += 7
                }
                throw Torn()
            }
            func take(_ count: Int) throws -> [UInt8] {
                guard rest.count >= count else { throw Torn() }
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            }
            var fields: [Field] = []
            while !rest.isEmpty {
                let key = try varint()
                switch key & 7 {
                case 0:
                    let value = try varint()
                    fields.append(Field(number: key >> 3, bytes: withUnsafeBytes(of: value.littleEndian, Array.init)))
                case 1: fields.append(Field(number: key >> 3, bytes: try take(8)))
                case 2: fields.append(Field(number: key >> 3, bytes: try take(varint())))
                case 5: fields.append(Field(number: key >> 3, bytes: try take(4)))
                default: throw Torn()
                }
            }
            return fields
        }

        var bits: UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
        var text: String { String(decoding: bytes, as: UTF8.self) }
        var doubles: [Double] {
            stride(from: 0, to: bytes.count, by: 8).map { start in
                Double(bitPattern: Field(number: 0, bytes: Array(bytes[start..<start + 8])).bits)
            }
        }
    }

    private struct Torn: Error {}

    /// What an event file says: tag, step, and the fields of the value.
    private func values(_ file: URL) throws -> [(tag: String, step: Int, fields: [Field])] {
        var rest = Array(try Data(contentsOf: file))[...]
        var found: [(tag: String, step: Int, fields: [Field])] = []
        while !rest.isEmpty {
            let length = Int(Field(number: 0, bytes: Array(rest.prefix(8))).bits)
            guard rest.count >= length + 16 else { throw Torn() }
            let event = try Field.all(rest.dropFirst(12).prefix(length))
            rest = rest.dropFirst(length + 16)
            let step = event.first { $0.number == 2 }.map { Int($0.bits) } ?? 0
            for summary in event where summary.number == 5 {
                for value in try Field.all(summary.bytes) where value.number == 1 {
                    let fields = try Field.all(value.bytes)
                    found.append((fields.first { $0.number == 1 }?.text ?? "", step, fields))
                }
            }
        }
        return found
    }

    private func events(_ folder: URL) throws -> (trainer: Trainer, history: History, files: [String: URL]) {
        let trainer = try Fixtures.trainer(metrics: [.sparseCategoricalAccuracy], executor: CPUExecutor(threads: 2))
        let board = TensorBoard(folder.path, histogramFrequency: 1, writeGraph: true) { 1_700_000_000.25 }
        let (x, y) = Fixtures.images(50)
        let history = try trainer.fit(x, y, epochs: 2, batchSize: 16, validationSplit: 0.2, callbacks: [board])
        var files: [String: URL] = [:]
        for part in ["train", "validation"] {
            files[part] = folder.appending(path: "\(part)/events.out.tfevents.1700000000.verbatim")
        }
        return (trainer, history, files)
    }

    @Test func eventFilesHoldTheRun() throws {
        let keeps = ProcessInfo.processInfo.environment["VERBATIM_EVENTS"]
        let folder =
            keeps.map { URL(filePath: $0) }
            ?? FileManager.default.temporaryDirectory.appending(path: "verbatim-events-\(UUID().uuidString)")
        defer { if keeps == nil { try? FileManager.default.removeItem(at: folder) } }
        let (trainer, history, files) = try events(folder)
        let training = try values(#require(files["train"]))
        let validation = try values(#require(files["validation"]))
        for (epoch, logs) in history.epochs.enumerated() {
            for entry in logs {
                let isValidation = entry.name.hasPrefix("val_")
                let tag = "epoch_" + (isValidation ? String(entry.name.dropFirst(4)) : entry.name)
                let value = (isValidation ? validation : training).first { $0.tag == tag && $0.step == epoch }
                let bits = value?.fields.first { $0.number == 2 }?.bits
                #expect(bits == UInt64(entry.value.bitPattern), "\(tag) of epoch \(epoch)")
            }
        }
        #expect(validation.count == 4)
        let table = try #require(training.first { $0.tag == "model" })
        let tensor = try Field.all(#require(table.fields.first { $0.number == 8 }).bytes)
        #expect(tensor.first { $0.number == 8 }?.text == "```\n\(try trainer.summary())\n```")
        // The last histograms are those of the weights that the run ended with.
        for weight in try trainer.getWeights() {
            let numbers = weight.value.array(of: Float.self).map(Double.init)
            let value = try #require(training.first { $0.tag == "\(weight.path)/histogram" && $0.step == 1 })
            let histogram = try Field.all(#require(value.fields.first { $0.number == 5 }).bytes)
            let (limits, counts) = (histogram.filter { $0.number == 6 }[0], histogram.filter { $0.number == 7 }[0])
            #expect(
                histogram.filter { $0.number <= 3 }.map { $0.doubles[0] } == [
                    numbers.min()!, numbers.max()!, Double(numbers.count),
                ])
            #expect(counts.doubles.reduce(0, +) == Double(numbers.count))
            #expect(limits.doubles.count == counts.doubles.count && limits.doubles.last == numbers.max()!)
            // Each bucket holds the numbers between the limits around it, but for those on a limit.
            for (place, count) in counts.doubles.enumerated() {
                let low = place == 0 ? -Double.infinity : limits.doubles[place - 1]
                let inside = numbers.filter { $0 > low && $0 < limits.doubles[place] }.count
                let edge = numbers.filter { $0 == low || $0 == limits.doubles[place] }.count
                #expect(Double(inside) <= count && count <= Double(inside + edge))
            }
        }
    }
}
