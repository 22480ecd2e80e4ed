import VerbatimArithmetic
import VerbatimGraph

/// How a checkpoint spells a place. Floats are the integers of their bits.
extension FitPlace {
    var json: JSONValue {
        func bits(_ value: Float) -> JSONValue { .integer(Int(value.bitPattern)) }
        var members: [JSONValue.Member] = [
            .init("firstEpoch", .integer(firstEpoch)), .init("batch", .integer(batch)),
            .init("isEpochOpen", .boolean(isEpochOpen)), .init("isStopped", .boolean(isStopped)),
            .init("isFinished", .boolean(isFinished)), .init("stepLoss", bits(stepLoss)),
            .init(
                "totals",
                .array(
                    totals.counters.map {
                        .object([
                            .init("count", .integer($0.count)), .init("pending", .array($0.pending.map(bits))),
                        ])
                    })),
            .init(
                "history",
                .array(
                    history.epochs.map { entries in
                        .array(entries.map { .array([.string($0.name), bits($0.value)]) })
                    })),
        ]
        if totals.widths.contains(where: { $0 != 1 }) {
            members.append(.init("widths", .array(totals.widths.map { .integer($0) })))
        }
        if let learningRate { members.append(.init("learningRate", .number(learningRate))) }
        return .object(members)
    }

    /// Reads a place; nil if the value spells none.
    init?(_ value: JSONValue) {
        func boolean(_ name: String) -> Bool? { if case .boolean(let truth)? = value[name] { truth } else { nil } }
        guard let firstEpoch = Self.natural(value["firstEpoch"]), let batch = Self.natural(value["batch"]),
            let isEpochOpen = boolean("isEpochOpen"), let isStopped = boolean("isStopped"),
            let isFinished = boolean("isFinished"), let stepLoss = Self.float(value["stepLoss"]),
            case .array(let totals)? = value["totals"], case .array(let epochs)? = value["history"]
        else { return nil }
        var counters: [BinaryCounter<Float>] = []
        for total in totals {
            guard let count = Self.natural(total["count"]), count < 1 << 60,
                case .array(let pending)? = total["pending"],
                let counter = BinaryCounter(pending: pending.compactMap(Self.float), count: count)
            else { return nil }
            counters.append(counter)
        }
        var history = History()
        for epoch in epochs {
            guard case .array(let items) = epoch else { return nil }
            var entries: [History.Entry] = []
            for item in items {
                guard case .array(let pair) = item, pair.count == 2, case .string(let name) = pair[0],
                    let number = Self.float(pair[1])
                else { return nil }
                entries.append(History.Entry(name: name, value: number))
            }
            history.epochs.append(entries)
        }
        var widths = counters.map { _ in 1 }
        if case .array(let stated)? = value["widths"] {
            widths = stated.compactMap(Self.natural)
            guard widths.count == stated.count, widths.reduce(0, +) == counters.count else { return nil }
        }
        var learningRate: Double?
        switch value["learningRate"] {
        case .number(let rate)?: learningRate = rate
        case .integer(let rate)?: learningRate = Double(rate)
        default: break
        }
        self.init(
            firstEpoch: firstEpoch, batch: batch, isEpochOpen: isEpochOpen, isStopped: isStopped,
            isFinished: isFinished, stepLoss: stepLoss, totals: Totals(counters, widths: widths),
            history: history, learningRate: learningRate)
    }

    private static func natural(_ value: JSONValue?) -> Int? {
        if case .integer(let number)? = value, number >= 0 { number } else { nil }
    }

    private static func float(_ value: JSONValue?) -> Float? {
        natural(value).flatMap(UInt32.init(exactly:)).map(Float.init(bitPattern:))
    }
}
