import VerbatimArithmetic
import VerbatimGraph

/// One record of a ledger as JSON: the beginning, a step, an epoch's end, or the run's end.
///
/// Floats are written as the eight hexadecimal digits of their bits.
package struct LedgerRecord: Sendable, Hashable {
    /// The record's members.
    package let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    /// The first record: what is run, on which data, from which state, and how much is recorded.
    static func begin(configuration: JSONValue, fingerprint: String, level: LedgerLevel) -> LedgerRecord {
        LedgerRecord(
            .object([
                .init("record", .string("begin")), .init("version", .integer(1)),
                .init("level", .string(level.rawValue)), .init("configuration", configuration),
                .init("fingerprint", .string(fingerprint)),
            ]))
    }

    /// The record of a step.
    ///
    /// - Parameters:
    ///   - step: The number of steps made, this one included.
    ///   - epoch: The epoch, counted from 0.
    ///   - first: The place of its first sample in the epoch's order.
    ///   - samples: The samples' numbers.
    ///   - batch: The fingerprint of the batch; nil where the data's digests say what it holds.
    ///   - loss: The loss that the step minimised.
    ///   - metrics: The means of loss and metrics over the batch.
    ///   - fingerprint: The fingerprint of the state after the step.
    ///   - operations: The fingerprint of every operation's output, in program order; nil where they are not recorded.
    static func step(
        _ step: Int, epoch: Int, first: Int, samples: [Int], batch: String?, loss: Float, metrics: [Float],
        fingerprint: String, operations: [String]?
    ) -> LedgerRecord {
        var members: [JSONValue.Member] = [
            .init("record", .string("step")), .init("step", .integer(step)), .init("epoch", .integer(epoch)),
            .init("first", .integer(first)), .init("count", .integer(samples.count)),
            .init("samples", .string(Self.digest(samples))),
        ]
        if let batch { members.append(.init("batch", .string(batch))) }
        members += [
            .init("loss", .string(Self.text(loss))),
            .init("metrics", .array(metrics.map { .string(Self.text($0)) })),
            .init("fingerprint", .string(fingerprint)),
        ]
        if let operations { members.append(.init(operationsName, .array(operations.map(JSONValue.string)))) }
        return LedgerRecord(.object(members))
    }

    private static let operationsName = "operations"

    /// The record of an epoch's end: what `History` holds of it.
    static func epoch(_ epoch: Int, _ logs: [History.Entry]) -> LedgerRecord {
        LedgerRecord(
            .object([
                .init("record", .string("epoch")), .init("epoch", .integer(epoch)),
                .init("logs", .object(logs.map { .init($0.name, .string(Self.text($0.value))) })),
            ]))
    }

    /// The record of a learning rate that a callback set.
    static func rate(_ rate: Double, _ edits: [StepEdit]) -> LedgerRecord {
        let digits = String(rate.bitPattern, radix: 16)
        return LedgerRecord(
            .object([
                .init("record", .string("rate")),
                .init("rate", .string(String(repeating: "0", count: 16 - digits.count) + digits)),
                .init("steps", .array(edits.map(\.json))),
            ]))
    }

    /// The record of an exchange of parameters and averages by a callback.
    static func averages(_ moment: StateChange.Moment) -> LedgerRecord { change("averages", moment) }

    /// The record of weights that a callback gave.
    static func weights(_ moment: StateChange.Moment) -> LedgerRecord { change("weights", moment) }

    private static func change(_ kind: String, _ moment: StateChange.Moment) -> LedgerRecord {
        LedgerRecord(.object([.init("record", .string(kind)), .init("moment", .string(moment.rawValue))]))
    }

    /// When a callback did what a record says.
    var moment: StateChange.Moment? { text("moment").flatMap(StateChange.Moment.init) }

    /// The learning rate of a record that sets one; nil of others.
    var rate: Double? {
        guard kind == "rate", let bits = text("rate").flatMap({ UInt64($0, radix: 16) }) else { return nil }
        return Double(bitPattern: bits)
    }

    /// What a record that sets a learning rate changes in the stored steps.
    ///
    /// - Throws: `VerbatimError` of code `file` if that cannot be read.
    func edits() throws -> [StepEdit] {
        guard case .array(let values)? = value["steps"] else { return [] }
        return try values.map(StepEdit.init)
    }

    /// The last record: the digest of the state that the run ended with.
    static func end(digest: String) -> LedgerRecord {
        LedgerRecord(.object([.init("record", .string("end")), .init("digest", .string(digest))]))
    }

    /// `begin`, `step`, `epoch`, `end`, or what a callback did: `rate`, `averages`, `weights`; nil if it says none.
    package var kind: String? { text("record") }

    /// The fingerprint of every operation's output; nil where they are not recorded.
    package var operations: [String]? { value[Self.operationsName] == nil ? nil : texts(Self.operationsName) }

    /// A member that is a list of texts.
    func texts(_ name: String) -> [String] {
        guard case .array(let values)? = value[name] else { return [] }
        return values.map { if case .string(let text) = $0 { text } else { "" } }
    }

    /// The record without what only the full level records.
    package var plain: LedgerRecord {
        guard case .object(let members) = value else { return self }
        return LedgerRecord(.object(members.filter { $0.name != Self.operationsName }))
    }

    /// A member that is a text.
    package func text(_ name: String) -> String? {
        if case .string(let text)? = value[name] { text } else { nil }
    }

    /// A member that is a whole number.
    package func integer(_ name: String) -> Int? {
        if case .integer(let number)? = value[name] { number } else { nil }
    }

    /// What a reader is told of it: `step 12`, `the end of epoch 3`.
    package var label: String {
        switch kind {
        case "step": "step \(integer("step") ?? -1)"
        case "epoch": "the end of epoch \((integer("epoch") ?? -1) &+ 1)"
        case "begin": "the beginning"
        case "end": "the end"
        case "rate": "the learning rate \(rate.map { "\($0)" } ?? "of no number")"
        case "averages": "the exchange of parameters and averages"
        case "weights": "the weights that a callback gave"
        default: "an unknown record"
        }
    }

    static func text(_ value: Float) -> String {
        let digits = String(value.bitPattern, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The first 16 bytes of the SHA-256 of numbers as u64, in hexadecimal.
    static func digest(_ numbers: [Int]) -> String {
        var digest = SHA256Digest()
        for number in numbers { digest.update(littleEndian: UInt64(number)) }
        return SHA256Digest.hexadecimal(digest.bytes.prefix(16))
    }
}
