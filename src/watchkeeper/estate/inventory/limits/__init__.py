"""The limits that devices themselves give of their readings: alarms and warnings of optical modules and sensors."""
