import CVerbatimKernels
import Testing
import VerbatimArithmetic

@Suite struct KernelWindowTests {
    @Test(arguments: ValueKind.allCases) func pooling(_ kind: ValueKind) {
        var random = KernelGenerator(UInt64(ValueKind.allCases.firstIndex(of: kind)!) + 41)
        for _ in 0..<80 {
            var w = vb_window()
            (w.batch, w.channels) = (
                Int64(random.int(0...3)), Int64(random.chance(50) ? random.int(1...9) : random.int(16...40))
            )
            let (sideBySide, isTwoByTwo) = (random.chance(50), random.chance(60))
            func extent(_ size: inout Int64, _ window: inout Int64, _ stride: inout Int64, _ pad: inout Int64) -> Int64
            {
                (size, window) = (Int64(random.int(1...9)), Int64(random.int(1...4)))
                (stride, pad) = (Int64(random.int(1...3)), random.chance(50) ? 0 : Int64(random.int(-1...4)))
                if sideBySide { (window, stride) = (isTwoByTwo ? 2 : window, isTwoByTwo ? 2 : window) }
                let room = size + pad + Int64(random.int(0...2)) - window
                return room < 0 ? 0 : room / stride + 1
            }
            w.out_h = extent(&w.in_h, &w.window_h, &w.stride_h, &w.pad_top)
            w.out_w = extent(&w.in_w, &w.window_w, &w.stride_w, &w.pad_left)
            let (outputs, inputs) = (
                Int(w.batch * w.out_h * w.out_w * w.channels), Int(w.batch * w.in_h * w.in_w * w.channels)
            )
            let x = random.floats(inputs, kind)
            let dy = random.floats(outputs, kind)
            let initial: Float = random.chance(50) ? (random.chance(50) ? 0 : -.infinity) : random.float(kind)

            var (maxima, sums): ([Float], [Float]) = ([], [])
            var gradient = [Float](repeating: initial, count: inputs)
            for output in 0..<outputs {
                var (greatest, sum) = (initial.canonicalized, initial)
                var selected: Int?
                for place in elements(output, w) {
                    greatest = Extrema.maximum(greatest, place.map { x[$0] } ?? initial)
                    sum += place.map { x[$0] } ?? initial
                    guard let place else { continue }
                    if let current = selected, x[current] >= x[place] { continue }
                    selected = place
                }
                maxima.append(greatest)
                sums.append(sum.canonicalized)
                if let selected { gradient[selected] = (gradient[selected] + dy[output]).canonicalized }
            }

            let rows = w.batch * w.out_h
            let cut = Int64(random.int(0...Int(rows)))
            for kernels in availableKernels() {
                var out = [Float](repeating: 7, count: outputs)
                kernels.window_maxima(&w, x, &out, initial, cut, rows)
                kernels.window_maxima(&w, x, &out, initial, 0, cut)
                #expect(firstDifference(out, maxima) == nil, "isa \(kernels.isa) maxima \(w)")
                kernels.window_sums(&w, x, &out, initial, cut, rows)
                kernels.window_sums(&w, x, &out, initial, 0, cut)
                #expect(firstDifference(out, sums) == nil, "isa \(kernels.isa) sums \(w)")
                var dx = [Float](repeating: 7, count: inputs)
                for image in (0..<w.batch).reversed() {
                    kernels.window_maxima_gradient(&w, x, dy, &dx, initial, image, image + 1)
                }
                #expect(firstDifference(dx, gradient) == nil, "isa \(kernels.isa) gradient \(w)")
            }
        }
    }

    /// Where a window's elements lie in x, in row-major order; nil is padding.
    private func elements(_ output: Int, _ w: vb_window) -> [Int?] {
        let (channels, width, height) = (Int(w.channels), Int(w.out_w), Int(w.out_h))
        let (channel, ox, oy) = (output % channels, output / channels % width, output / channels / width % height)
        let image = output / channels / width / height
        var places: [Int?] = []
        for ky in 0..<Int(w.window_h) {
            for kx in 0..<Int(w.window_w) {
                let y = oy * Int(w.stride_h) + ky - Int(w.pad_top)
                let x = ox * Int(w.stride_w) + kx - Int(w.pad_left)
                let isInside = y >= 0 && x >= 0 && y < w.in_h && x < w.in_w
                places.append(isInside ? ((image * Int(w.in_h) + y) * Int(w.in_w) + x) * channels + channel : nil)
            }
        }
        return places
    }

    @Test func randomWords() {
        var random = KernelGenerator(51)
        for _ in 0..<40 {
            let stream = RandomStream(
                key0: UInt32(truncatingIfNeeded: random.next()), key1: UInt32(truncatingIfNeeded: random.next()))
            let step = random.chance(50) ? UInt64(random.int(0...9)) : random.next()
            var state = vb_random(key0: stream.key0, key1: stream.key1, step: step)
            let (first, count, position) = (random.int(0...200), random.int(0...200), random.int(0...99))
            let words = (first..<first + count).map { stream.word($0, position: position, step: step) }
            let probability = Double(random.int(0...100)) / 100
            let threshold = RandomStream.bernoulliThreshold(probability)
            for kernels in availableKernels() {
                var out = [UInt32](repeating: 0, count: count)
                kernels.random_words(&out, &state, UInt32(position), Int64(first), Int64(count))
                #expect(out == words)
                var floats = [Float](repeating: 0, count: count)
                kernels.random_uniform(&floats, &state, UInt32(position), Int64(first), Int64(count))
                #expect(floats == words.map { RandomStream.uniform($0) })
                var bools = [UInt8](repeating: 9, count: count)
                kernels.random_bernoulli(&bools, &state, UInt32(position), Int64(first), Int64(count), threshold)
                #expect(bools == words.map { RandomStream.bernoulli($0, probability) ? 1 : 0 })
            }
        }
    }
}
