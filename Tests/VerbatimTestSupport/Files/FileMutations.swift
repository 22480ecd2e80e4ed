import Verbatim

/// Damaged files of a format, the same ones for ever, and what its reader makes of them.
public struct FileMutations: Sendable {
    /// What became of the files.
    public struct Tally: Sendable {
        /// Files that were read all the same.
        public var accepted: Int = 0
        /// Files that were refused by an error of the right form.
        public var refused: Int = 0
        /// What went wrong with the first files that were neither.
        public var failures: [String] = []
        /// The longest time that one file took.
        public var slowest: Duration = .zero

        /// Nothing yet.
        public init() {}

        /// Adds what became of other files.
        public mutating func add(_ other: Tally) {
            accepted += other.accepted
            refused += other.refused
            failures = Array((failures + other.failures).prefix(5))
            slowest = max(slowest, other.slowest)
        }
    }

    private let format: FileFormat
    private let samples: [[UInt8]]
    private var generator: SampleGenerator

    /// Starts from a seed.
    public init(_ format: FileFormat, seed: UInt64) throws {
        self.format = format
        samples = try format.samples()
        generator = SampleGenerator(seed)
    }

    /// The mutations of another seed.
    public func seeded(_ seed: UInt64) -> FileMutations {
        var copy = self
        copy.generator = SampleGenerator(seed)
        return copy
    }

    /// The next damaged file.
    public mutating func next() -> [UInt8] {
        var file = generator.pick(samples)
        for _ in 0..<generator.int(1...4) { damage(&file) }
        return file
    }

    /// Has a number of damaged files read.
    public mutating func run(_ count: Int) -> Tally {
        var tally = Tally()
        let clock = ContinuousClock()
        for _ in 0..<count {
            let file = next()
            let start = clock.now
            let failure = attempt(file, &tally)
            tally.slowest = max(tally.slowest, clock.now - start)
            if let failure, tally.failures.count < 5 { tally.failures.append("\(failure), for \(file)") }
        }
        return tally
    }

    /// Reads a file; nil if all is well.
    private func attempt(_ file: [UInt8], _ tally: inout Tally) -> String? {
        do {
            let held = try format.read(file)
            guard held <= 4 * file.count + 64 else { return "\(held) bytes are held of \(file.count)" }
            tally.accepted += 1
            return nil
        } catch let error as VerbatimError {
            guard error.received != nil, error.expected != nil, !error.description.contains(where: \.isNewline),
                error.description.utf8.count < 2_000
            else { return "an error of another form: \(error)" }
            tally.refused += 1
            return nil
        } catch {
            return "another error: \(error)"
        }
    }

    /// Another number in place of one: what a program's sizes, indices and bounds are spelled by.
    private mutating func damageNumber(_ file: inout [UInt8]) {
        let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
        let start = generator.int(0...file.count - 1)
        guard let first = file[start...].firstIndex(where: isDigit) else { return }
        let last = file[first...].firstIndex { !isDigit($0) } ?? file.count
        let number = generator.pick(["0", "1", "2", "3", "7", "64", "4096", "1048576", "9223372036854775807"])
        file.replaceSubrange(first..<last, with: number.utf8)
    }

    private mutating func damage(_ file: inout [UInt8]) {
        guard !file.isEmpty else {
            file = [UInt8(generator.int(0...255))]
            return
        }
        // Most other damage to a program is an error of its grammar.
        if format == .stablehlo, generator.once(in: 2) { return damageNumber(&file) }
        // Headers stand at the front, directories at the end.
        let last = file.count - 1
        let start =
            switch generator.int(0...3) {
            case 0: generator.int(0...min(last, 100))
            case 1: last - generator.int(0...min(last, 100))
            default: generator.int(0...last)
            }
        let end = min(file.count, start + generator.int(1...8))
        switch generator.int(0...8) {
        case 0: file[start] = UInt8(generator.int(0...255))
        case 1: file[start] ^= 1 << UInt8(generator.int(0...7))
        case 2: file.removeSubrange(start..<end)
        case 3: file.insert(contentsOf: file[start..<end], at: start)
        case 4: file.replaceSubrange(start..<end, with: generator.pick(format.pieces).utf8)
        case 5: file.insert(contentsOf: generator.pick(format.pieces).utf8, at: start)
        case 6: for place in start..<end { file[place] = generator.pick([0, 0x7f, 0x80, 0xff]) }
        case 7: file += file[start...].prefix(64)
        default: file.removeSubrange(start...)
        }
    }
}
