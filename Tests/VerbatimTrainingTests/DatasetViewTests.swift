import Testing
import Verbatim

/// Views of data sets: every place is a function of seed, epoch and index.
@Suite struct DatasetViewTests {
    private static let counts = [0, 1, 2, 3, 7, 13, 64, 97]

    private static func jittered(_ base: any Dataset) -> any Dataset {
        base.mapped("jitter", seed: 3) { sample, draws in
            let values = sample.inputs[0].array(of: Float.self)
            sample.inputs[0] = try TensorValue([values[0] + draws.uniform(0), values[1] + draws.normal(5)], shape: [2])
        }
    }

    /// Compositions of views over a data set of a size.
    private static func views(_ count: Int) throws -> [any Dataset] {
        let base = Numbers(count)
        let classes = (0..<count).map { $0 * $0 % 3 }
        var views: [any Dataset] = [
            base, base.shuffled(seed: 1), jittered(base.shuffled(seed: 2)), jittered(base).shuffled(seed: 2),
            try base.subset(count / 3..<count), try base.subset((0..<count).reversed().filter { $0 % 2 == 0 }),
            try base.concatenated(with: Numbers(5)).shuffled(seed: 4), try jittered(base).repeated(3),
            try base.shuffled(seed: 9).repeated(2), try base.stratified(by: classes, seed: 5),
        ]
        if count > 0 {
            views.append(try base.weighted(by: (0..<count).map { Double($0 + 1) }, count: 31, seed: 6))
        }
        if count > 1 { views.append(try base.split(validation: 0.4, seed: 8).training.shuffled(seed: 1)) }
        return views
    }

    @Test(arguments: counts) func aPlaceAloneIsThePlaceInTheSequence(count: Int) throws {
        for (view, again) in zip(try Self.views(count), try Self.views(count)) {
            for epoch in [0, 1, 5] {
                let sequence = try (0..<view.count).map { try view.sample($0, epoch: epoch) }
                for index in (0..<view.count).reversed() {
                    #expect(try again.sample(index, epoch: epoch) == sequence[index])
                }
                for size in [1, 5, max(1, count)] {
                    let batches = try again.batched(size)
                    #expect(batches.count == (view.count + size - 1) / size)
                    for step in (0..<batches.count).reversed() {
                        let batch = try batches.batch(step, epoch: epoch)
                        let rows = sequence[step * size..<min(view.count, (step + 1) * size)]
                        #expect(batch.count == rows.count)
                        #expect(
                            batch.inputs[0].array(of: Float.self) == rows.flatMap { $0.inputs[0].array(of: Float.self) }
                        )
                        #expect(
                            batch.targets[0].array(of: Int32.self)
                                == rows.flatMap { $0.targets[0].array(of: Int32.self) })
                    }
                }
            }
        }
    }

    @Test(arguments: counts) func shufflingPermutesAsTheTrainerDoes(count: Int) throws {
        let shuffled = Numbers(count).shuffled(seed: 999)
        let trainer = try Fixtures.trainer(seed: 999)
        for epoch in [0, 1, 70_000] {
            let numbers = try shuffled.numbers(epoch: epoch)
            #expect(numbers == (0..<count).map { trainer.order(count: count, epoch: epoch)($0) })
            #expect(numbers.sorted() == Array(0..<count))
        }
        if count > 7 { #expect(try shuffled.numbers(epoch: 0) != shuffled.numbers(epoch: 1)) }
    }

    @Test func partsOfASplitHaveNoSampleInCommon() throws {
        for count in [2, 3, 7, 13, 64, 97] {
            for part in [0.1, 0.25, 0.5, 0.9] {
                let training = Int((Double(count) * (1 - part)).rounded(.down))
                guard training > 0, training < count else { continue }
                for seed in [nil, 1, 2] as [Int?] {
                    let split = try Numbers(count).split(validation: part, seed: seed)
                    let parts = try [split.training.numbers(), split.validation.numbers()]
                    #expect(parts[0].count == training)
                    #expect((parts[0] + parts[1]).sorted() == Array(0..<count))
                    #expect(try parts[0] == split.training.numbers(epoch: 4))
                    if seed == nil { #expect(parts[0] + parts[1] == Array(0..<count)) }
                }
            }
        }
        let parts = try [1, 2].map { try Numbers(97).split(validation: 0.5, seed: $0).training.numbers() }
        #expect(parts[0] != parts[1])
    }

    @Test func augmentationIsKeyedByTheSample() throws {
        let base = Numbers(41)
        for epoch in [0, 3] {
            let one = Self.jittered(base.shuffled(seed: 1)), other = Self.jittered(base).shuffled(seed: 1)
            for index in 0..<41 {
                #expect(try one.sample(index, epoch: epoch) == other.sample(index, epoch: epoch))
            }
        }
        let repeated = Self.jittered(try base.repeated(3)), passes = try Self.jittered(base).repeated(3)
        for index in 0..<repeated.count {
            #expect(try repeated.sample(index, epoch: 2) == passes.sample(index, epoch: 2))
        }
        let cut = Self.jittered(try base.subset(7..<41))
        let whole = Self.jittered(base)
        for index in 0..<34 { #expect(try cut.sample(index, epoch: 1) == whole.sample(index + 7, epoch: 1)) }
        // Passes and epochs draw anew.
        #expect(try passes.sample(4, epoch: 0).inputs != passes.sample(45, epoch: 0).inputs)
        let joined = Self.jittered(try base.concatenated(with: base))
        let values = try (0..<82).map { try joined.sample($0, epoch: 0).inputs[0].array(of: Float.self)[1] }
        #expect(Set(values).count == 82)
    }

    @Test func drawsAreTheStreamsWords() throws {
        let stream = RandomStream(seed: 3, "map/draws")
        let mapped = Numbers(9).mapped("draws", seed: 3) { sample, draws in
            let values = [draws.uniform(6), Float(draws.integer(7, below: 10))]
            sample.inputs[0] = try TensorValue(values, shape: [2])
            sample.targets[0] = TensorValue(Int32(draws.boolean(2, probability: 0.5) ? 1 : 0))
        }
        for index in 0..<9 {
            let sample = try mapped.shuffled(seed: 5).sample(index, epoch: 4)
            let source = KeyedPermutation(count: 9, stream: RandomStream(seed: 5, "shuffle"), step: 4)(index)
            let words = stream.words(count: 8, position: source, step: 4)
            #expect(
                sample.inputs[0].array(of: Float.self) == [
                    Float(words[6] >> 8) * 0x1p-24, Float(UInt64(words[7]) * 10 / 4_294_967_296),
                ])
            #expect(sample.targets[0].array(of: Int32.self) == [words[2] < 0x8000_0000 ? 1 : 0])
        }
        let far = SampleDraws(stream: stream, key: SampleKey(sample: 5 << 32 + 7, epoch: 2))
        #expect(far.word(1) == stream.word(1, position: 7, step: 2 + 5 << 32))
    }

    @Test func keysNameTheSourcesSample() throws {
        let view = try Numbers(5).shuffled(seed: 1).repeated(2).concatenated(with: Numbers(3).subset([2, 0]))
        #expect(view.keyCount == 8 && view.count == 12)
        for epoch in 0..<3 {
            for index in 0..<10 {
                let key = view.key(index, epoch: epoch)
                #expect(key.epoch == epoch * 2 + index / 5)
                #expect(try key.sample == view.numbers(epoch: epoch)[index])
            }
            #expect(view.key(10, epoch: epoch) == SampleKey(sample: 7, epoch: epoch))
            #expect(view.key(11, epoch: epoch) == SampleKey(sample: 5, epoch: epoch))
        }
        #expect(try view.batched(5).keys(2, epoch: 0) == (10..<12).map { view.key($0, epoch: 0) })
    }

    @Test func everyStretchHasTheClassesProportions() throws {
        for sizes in [[50, 50], [90, 9, 1], [37, 11, 13], [1], [7, 0, 5]] {
            let classes = sizes.enumerated().flatMap { Array(repeating: $0, count: $1) }
            let count = classes.count
            // Classes lie anywhere among the samples.
            let order = KeyedPermutation(count: count, stream: RandomStream(seed: 1, "mix"))
            let mixed = (0..<count).map { classes[order($0)] }
            let view = try Numbers(count).stratified(by: mixed, seed: 4)
            for epoch in [0, 1] {
                let numbers = try view.numbers(epoch: epoch)
                #expect(numbers.sorted() == Array(0..<count))
                for length in [1, 5, 10, count] where length <= count {
                    for start in 0...count - length {
                        for (name, size) in sizes.enumerated() {
                            let found = numbers[start..<start + length].count { mixed[$0] == name }
                            // Each end of the stretch may be off by half a sample for each class.
                            let exact = Double(length * size) / Double(count)
                            #expect(abs(Double(found) - exact) <= 1 + Double(sizes.count * size) / Double(count))
                        }
                    }
                }
            }
            if count > 20 { #expect(try view.numbers(epoch: 0) != view.numbers(epoch: 1)) }
        }
        let halves = try Numbers(40).stratified(by: (0..<40).map { $0 / 20 }, seed: 1).numbers()
        for start in stride(from: 0, to: 40, by: 8) { #expect(halves[start..<start + 8].count { $0 < 20 } == 4) }
    }

    @Test func weightedSamplesAreTheStatedOnes() throws {
        let weights = [0, 0.5, 3, 0, 1e-3, 7.25, 0.1, 0]
        let view = try Numbers(8).weighted(by: weights, count: 4_000, seed: 12)
        let stream = RandomStream(seed: 12, "weighted")
        var counts = [Int](repeating: 0, count: 8)
        for epoch in [0, 9] {
            for (index, number) in try view.numbers(epoch: epoch).enumerated() {
                let high = UInt64(stream.word(0, position: index, step: UInt64(epoch)))
                let low = UInt64(stream.word(1, position: index, step: UInt64(epoch)))
                let target = Double((high << 32 | low) >> 11) / 9_007_199_254_740_992 * weights.reduce(0, +)
                var sum = 0.0
                let expected = weights.firstIndex {
                    sum += $0
                    return sum > target
                }
                #expect(number == expected)
                counts[number] += 1
            }
        }
        #expect(counts[0] == 0 && counts[3] == 0 && counts[7] == 0)
        let total = weights.reduce(0, +)
        for (count, weight) in zip(counts, weights) {
            let mean = 8_000 * weight / total
            #expect(abs(Double(count) - mean) <= 5 * mean.squareRoot() + 1)
        }
    }

    @Test func whatCannotBe() throws {
        let base = Numbers(4)
        func refuse(_ received: String, _ body: () throws -> Void) throws {
            let error = try #require(throws: VerbatimError.self, performing: body)
            #expect(error.received == received && error.expected != nil)
        }
        try refuse("samples 2..<5") { _ = try base.subset(2..<5) }
        try refuse("sample -1") { _ = try base.subset([0, -1]) }
        try refuse("0.9 of 4 samples") { _ = try base.split(validation: 0.9) }
        try refuse("1.0") { _ = try base.split(validation: 1) }
        try refuse("-1 times") { _ = try base.repeated(-1) }
        try refuse("\(Int.max) times") { _ = try base.repeated(.max) }
        try refuse("3") { _ = try base.stratified(by: [1, 2, 3], seed: 0) }
        try refuse("1") { _ = try base.weighted(by: [1], seed: 0) }
        try refuse("nan of sample 2") { _ = try base.weighted(by: [1, 1, .nan, 1], seed: 0) }
        try refuse("the sum 0.0") { _ = try base.weighted(by: [0, 0, 0, 0], seed: 0) }
        try refuse("the sum inf") { _ = try base.weighted(by: [1e308, 1e308, 0, 0], seed: 0) }
        try refuse("batchSize 0") { _ = try base.batched(0) }
        try refuse("an empty list") { _ = try ConcatenatedDataset([]) }
        try refuse("\(base.sampleType) and (tensor<2xf32>) -> ()") {
            _ = try base.concatenated(with: ArrayDataset(inputs: [Tensor.zeros([1, 2])]))
        }
        try refuse("(tensor<2xf32>) -> ()") {
            _ = try base.mapped("cut") { sample, _ in sample.targets = [] }.sample(0, epoch: 0)
        }
    }

    /// Both ways of mixing, over images and one-hot labels.
    private static func mixed(_ count: Int) throws -> (base: ArrayDataset, up: MixedDataset, cut: MixedDataset) {
        let images = Tensor.randomUniform([count, 4, 5, 2], stream: RandomStream(seed: 13, "images"))
        let base = try ArrayDataset(
            inputs: [images], targets: [oneHot(Tensor((0..<count).map { Int32($0) }), classes: count)])
        return (base, try base.mixedUp(alpha: 0.4, seed: 3), try base.cutMixed(seed: 3))
    }

    @Test func mixedSamplesAreOfTwoOfTheEpoch() throws {
        let (base, up, cut) = try Self.mixed(40)
        var weights: [Float] = []
        for epoch in 0..<3 {
            var partners: [[Int]] = [[], []]
            for index in (0..<40).reversed() {
                for (number, view) in [up, cut].enumerated() {
                    let sample = try view.sample(index, epoch: epoch)
                    #expect(try sample == view.sample(index, epoch: epoch))
                    let labels = sample.targets[0].array(of: Float.self)
                    let others = (0..<40).filter { $0 != index && labels[$0] != 0 }
                    #expect(others.count <= 1 && abs(labels.reduce(0, +) - 1) < 1e-6)
                    if let other = others.first { partners[number].append(other) }
                    let (mine, its) = try (
                        base.sample(index, epoch: 0).inputs[0].array(of: Float.self),
                        base.sample(others.first ?? index, epoch: 0).inputs[0].array(of: Float.self)
                    )
                    let found = sample.inputs[0].array(of: Float.self)
                    if number == 0 {
                        weights.append(labels[index])
                        let rest = 1 - labels[index]
                        #expect(
                            others.isEmpty
                                || found == zip(mine, its).map { labels[index] * $0 + rest * $1 })
                    } else {
                        // What is not the own pixel is the other's, and lies in a box.
                        let pasted = found.indices.filter { found[$0] != mine[$0] }
                        #expect(pasted.allSatisfy { found[$0] == its[$0] })
                        let (rows, columns) = (Set(pasted.map { $0 / 10 }), Set(pasted.map { $0 / 2 % 5 }))
                        #expect(pasted.count == rows.count * columns.count * 2)
                        for places in [rows, columns] where !places.isEmpty {
                            #expect(places.max()! - places.min()! + 1 == places.count)
                        }
                        // Both sides are as long as the area says, to a pixel.
                        let side = (1 - labels[index]).squareRoot()
                        if !pasted.isEmpty {
                            #expect(abs(Float(rows.count) - 4 * side) < 1 && abs(Float(columns.count) - 5 * side) < 1)
                        }
                    }
                }
            }
            // No sample is two others' partner.
            for partners in partners { #expect(Set(partners).count == partners.count) }
        }
        // A beta distribution below 1 lies at the ends: its variance is 1 / (4 (2 alpha + 1)).
        let mean = weights.reduce(0, +) / Float(weights.count)
        #expect(abs(mean - 0.5) < 0.2)
        #expect(weights.count { $0 < 0.1 || $0 > 0.9 } > weights.count / 3)
    }

    @Test func mixingNeedsNumbers() throws {
        #expect(throws: VerbatimError.self) { try Numbers(5).mixedUp() }
        let (base, _, _) = try Self.mixed(4)
        #expect { try base.mixedUp(alpha: 0) } throws: { "\($0)".contains("alpha 0") }
        #expect { try base.cutMixed(factor: 2) } throws: { "\($0)".contains("factor 2") }
        let table = try ArrayDataset(Tensor.zeros([3, 2]), Tensor.zeros([3, 1]))
        #expect { try table.cutMixed() } throws: { "\($0)".contains("images") }
    }

    /// A trainer on a mixed data set has one digest for any number of prefetching threads.
    @Test func trainingOnMixedSamples() throws {
        let (x, y) = Fixtures.images(40)
        let data = try ArrayDataset(x, oneHot(y, classes: 3)).mixedUp(seed: 5)
        let digests = try [0, 1, 3].map { workers in
            try Fixtures.trainer(loss: .categoricalCrossentropy).fit(data, epochs: 2, batchSize: 16, prefetch: workers)
                .digest
        }
        #expect(Set(digests).count == 1)
        #expect(
            try Fixtures.trainer(loss: .categoricalCrossentropy).fit(
                ArrayDataset(x, oneHot(y, classes: 3)), epochs: 2, batchSize: 16
            ).digest != digests[0])
    }
}
