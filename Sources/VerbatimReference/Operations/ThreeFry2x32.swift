/// The counter-based generator Threefry2x32 with twenty rounds (Salmon, Moraes, Dror, Shaw, 2011).
enum ThreeFry2x32 {
    private static let rotations: [UInt32] = [13, 15, 26, 6, 17, 29, 16, 24]

    /// The block at `counter` under `key`.
    static func block(counter: (UInt32, UInt32), key: (UInt32, UInt32)) -> (UInt32, UInt32) {
        var keys = (key.0, key.1, key.0 ^ key.1 ^ 0x1BD1_1BDA)
        var (x, y) = (counter.0 &+ keys.0, counter.1 &+ keys.1)
        for round in 0..<20 {
            let rotation = rotations[round % 8]
            x = x &+ y
            y = (y << rotation | y >> (32 - rotation)) ^ x
            // Every fourth round the next key follows.
            if round % 4 == 3 {
                keys = (keys.1, keys.2, keys.0)
                x = x &+ keys.0
                y = y &+ keys.1 &+ UInt32(round / 4 + 1)
            }
        }
        return (x, y)
    }
}
